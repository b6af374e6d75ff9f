import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseUrl } from '../../shared/url/parse-url.ts';
import type { WebAnswer, WebContent } from './web-content.ts';

/** Only this machine can ask: the pages are other people's, kept for a test run. */
const LOOPBACK = '127.0.0.1';

/** A running loopback web: many virtual hosts behind two ports of this machine. */
export type LoopbackWeb = {
  readonly hosts: ReadonlySet<string>;
  /** The port that stands for the scheme of this address. */
  readonly portOf: (url: URL) => number;
  /** Requests so far, by host name. */
  readonly requests: ReadonlyMap<string, number>;
  /** Shows other content from now on, on the same ports: the next phase of a newsroom. */
  readonly serve: (site: WebContent) => void;
  readonly close: () => Promise<void>;
};

/**
 * Serves a web on loopback, told apart by Host header.
 *
 * It has two ports, one that stands for http and one for https, because a saved web may hold
 * both `http://a/` and `https://a/` and a plain request does not tell which was meant.
 */
export async function startWeb(site: WebContent): Promise<LoopbackWeb> {
  let content = site;
  const requests = new Map<string, number>();
  const visits = new Map<string, number>();
  const listenAs = (scheme: 'http' | 'https') =>
    listen((request, response) => {
      const url = addressOf(request, scheme);
      if (!url) return send(request, response, plain(400, 'Bad request'));
      count(requests, url.hostname);
      return answer(content, url, count(visits, url.href)).then(
        (found) => send(request, response, found),
        (error) => send(request, response, plain(500, String(error))),
      );
    });

  const [http, https] = await Promise.all([listenAs('http'), listenAs('https')]);
  return {
    get hosts() {
      return content.hosts;
    },
    portOf: (url) => portOf(url.protocol === 'https:' ? https : http),
    requests,
    serve: (next) => {
      content = next;
    },
    close: async () => void (await Promise.all([close(http), close(https)])),
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

function listen(handler: Handler): Promise<Server> {
  const server = createServer((request, response) => void handler(request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection would hold the server open for as long as its client likes.
  server.closeAllConnections();
  return closed;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function addressOf(request: IncomingMessage, scheme: string): URL | undefined {
  const path = request.url ?? '';
  const address = `${scheme}://${request.headers.host ?? ''}${path}`;
  return path.startsWith('/') ? parseUrl(address) : undefined;
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}

async function answer(site: WebContent, url: URL, visit: number): Promise<WebAnswer> {
  const found = await site.lookup(url, visit);
  if (found) return found;
  if (url.pathname === '/robots.txt') return plain(200, 'User-agent: *\nAllow: /\n');
  return plain(404, 'Not found');
}

function plain(status: number, text: string): WebAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: new TextEncoder().encode(text),
  };
}

function send(request: IncomingMessage, response: ServerResponse, found: WebAnswer): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }

  const headers = withEntityTag(found);
  const { etag } = headers;
  if (etag !== undefined && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const length = { 'content-length': String(found.body.byteLength) };
  response.writeHead(found.status, { ...headers, ...length });
  response.end(request.method === 'HEAD' ? undefined : found.body);
}

/** A validator for every page, so that conditional requests can be seen at work. */
function withEntityTag({ status, headers, body }: WebAnswer): Readonly<Record<string, string>> {
  if (status !== 200 || headers['etag'] !== undefined) return headers;
  return { ...headers, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"` };
}
