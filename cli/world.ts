import type { FetchWeb } from '../shared/ports/web.ts';
import type { Reading } from '../shared/viewer/reading.ts';
import type { Store, StoreChoice } from './store.ts';

/** Everything outside that a command touches. */
export type World = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Output goes to a person's terminal. */
  readonly terminal: boolean;
  readonly columns: number;
  readonly colours: boolean;
  /** Errors come with their stack trace. */
  readonly debug: boolean;
  readonly now: () => Date;
  /** Hears Ctrl-C as a wish to end cleanly, from the call on. */
  readonly interrupted?: () => AbortSignal;
  readonly openStore: (choice: StoreChoice) => Promise<Store>;
  readonly fetchWeb: FetchWeb;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** A file as it is read, a piece at a time; `-` is standard input. */
  readonly openFile: (path: string) => AsyncIterable<Uint8Array>;
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Serves the page to look at until somebody ends it. */
  readonly serveViewer: (reading: Reading, wanted: ViewerWanted) => Promise<void>;
};

type ViewerWanted = {
  /** Of the loopback interface; any that is free unless given. */
  readonly port?: number;
  readonly listening: (url: string) => void;
};
