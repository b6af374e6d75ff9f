import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine's loopback interface. */
export type Service = {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly endpoint: string;
  stop(): Promise<void>;
};

/** Listens on a port of 127.0.0.1, a free one unless given, never on an address that others can reach. */
export async function listenOnLoopback(server: Server, wanted = 0): Promise<Service> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  // The port of a server that listens on TCP is an AddressInfo, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

/** Lets running requests finish; idle keep-alive connections are cut, as clients hold them for long. */
function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}
