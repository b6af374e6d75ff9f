import { listenForInterruption } from '../local/interruption.ts';
import { serveViewer } from '../local/viewer-server.ts';
import { CommandError } from './command-error.ts';
import type { World } from './world.ts';

/** Serves the page to look at until Ctrl-C. */
export const serveUntilInterrupted: World['serveViewer'] = async (reading, wanted) => {
  const { signal } = listenForInterruption(() => undefined);
  const server = await serveViewer(reading, wanted.port).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    throw new CommandError(`port ${wanted.port} is taken; name another with --port`, { cause });
  });
  await server.warmUp();
  wanted.listening(server.url);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  await server.stop();
};
