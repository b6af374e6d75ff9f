import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Reading } from '../shared/viewer/reading.ts';
import { viewerOf } from '../shared/viewer/viewer.tsx';

export type ViewerServer = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Reads what is asked for first, so that the first who asks waits for neither code nor store. */
  warmUp(): Promise<void>;
  stop(): Promise<void>;
};

/** Ours, which nothing else of note uses; any free one where it is taken. */
const usualPort = 8310;

/**
 * Serves the page to look at on the loopback interface alone.
 *
 * @param port the usual one, or a free one, unless given
 * @throws Error when a port that was asked for is taken
 */
export async function serveViewer(reading: Reading, port?: number): Promise<ViewerServer> {
  if (port !== undefined) return listen(reading, port);
  try {
    return await listen(reading, usualPort);
  } catch {
    return listen(reading, 0);
  }
}

function listen(reading: Reading, port: number): Promise<ViewerServer> {
  const viewer = viewerOf(reading);
  const fetch = onThisMachine(viewer.fetch);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve({
        url: `http://127.0.0.1:${info.port}`,
        async warmUp() {
          for (const view of ['/', '/?q=newsloom']) await (await viewer.request(view)).text();
        },
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
    server.once('error', reject);
  });
}

type Answer = (request: Request) => Response | Promise<Response>;

const ownNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A page elsewhere that has its name point here (DNS rebinding) must not read a store through its reader. */
const onThisMachine =
  (answer: Answer): Answer =>
  (request) =>
    ownNames.has(new URL(request.url).hostname)
      ? answer(request)
      : new Response('This page is read at 127.0.0.1 alone.', { status: 421 });
