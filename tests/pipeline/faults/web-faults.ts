import net from 'node:net';
import { guardedRoute, type Route } from '../../../shared/adapters/http/route.ts';

/** A site that fails; `start` gives the route that leads every request to it. */
export type WebFault = { readonly name: string; readonly start: () => Promise<StartedFault> };

export type StartedFault = { readonly route: Route; stop(): void };

const head = (lines: string) =>
  `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n${lines}\r\n`;

/** A site that answers each connection so. */
const site =
  (answer: (socket: net.Socket) => void, tls = false) =>
  async (): Promise<StartedFault> => {
    const sockets = new Set<net.Socket>();
    const server = net.createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
      socket.once('data', () => answer(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    return {
      route: async () => ({ address: '127.0.0.1', port, tls }),
      stop() {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    };
  };

const says = (text: string | Buffer) => site((socket) => void socket.end(text));

/** Faults that pass: what was asked for is there when they are over. */
export const passingWebFaults: readonly WebFault[] = [
  {
    name: 'its name does not resolve',
    start: async () => {
      const unknown = guardedRoute(() => Promise.reject(new Error('ENOTFOUND')));
      return { route: unknown, stop: () => undefined };
    },
  },
  {
    name: 'it refuses connections',
    start: async () => {
      const { route, stop } = await site(() => undefined)();
      stop();
      return { route, stop };
    },
  },
  { name: 'it hangs up', start: site((socket) => void socket.destroy()) },
  { name: 'it never answers', start: site(() => undefined) },
  {
    name: 'it speaks no TLS',
    start: site((socket) => void socket.end('HTTP/1.1 400 No\r\n\r\n'), true),
  },
  {
    name: 'it resets the connection in a body',
    start: site((socket) => {
      socket.write(`${head('content-length: 5000\r\n')}<p>The harbour`, () =>
        setTimeout(() => socket.resetAndDestroy(), 5),
      );
    }),
  },
  {
    name: 'it sends a byte now and then',
    start: site((socket) => {
      socket.write(head('content-length: 5000\r\n'));
      const drip = setInterval(() => socket.write('a'), 40);
      socket.on('close', () => clearInterval(drip));
    }),
  },
  {
    name: 'it sends less than it says',
    start: says(`${head('content-length: 5000\r\n')}<p>Short`),
  },
  {
    name: 'it sends bytes that are not packed as it says',
    start: says(
      Buffer.from(`${head('content-encoding: br\r\n')}\x00\x01\x02\x03\x04\x05`, 'latin1'),
    ),
  },
  { name: 'it is broken', start: says('HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n') },
  {
    name: 'it asks for patience',
    start: says('HTTP/1.1 429 Slow\r\nretry-after: 60\r\ncontent-length: 0\r\n\r\n'),
  },
];

const page = '<!doctype html><title>x</title><p>'.padEnd(64_000, 'harbour ');

/** What is final for whoever met it, and the reason by which it is discarded. */
export const finalWebFaults: readonly (WebFault & { readonly reason: string })[] = [
  {
    ...{ name: 'a body without end', reason: 'too-large' },
    start: site((socket) => {
      socket.write(head(''));
      const more = () => {
        while (!socket.destroyed && socket.write(page));
        socket.once('drain', more);
      };
      more();
    }),
  },
  {
    ...{ name: 'redirects in a ring', reason: 'redirect-loop' },
    start: site((socket) => {
      socket.end('HTTP/1.1 302 Found\r\nlocation: ?again\r\ncontent-length: 0\r\n\r\n');
    }),
  },
  {
    ...{ name: 'a page that ends after the length that it says', reason: 'empty' },
    start: says(`${head('content-length: 30\r\n')}${page}`),
  },
];
