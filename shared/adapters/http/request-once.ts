import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { SiteUnavailableError, UnusableAnswerError } from '../../errors.ts';
import type { Destination } from './route.ts';

export type RawRequest = {
  readonly url: URL;
  readonly destination: Destination;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  /** Sent by POST, already encoded. */
  readonly form?: string | undefined;
};

export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came over the wire; empty for a redirect. */
  readonly body: Uint8Array;
};

const maxHeaderBytes = 32_768;

/** One GET, or POST of a form, to the very address that was checked, whatever the name resolves to by now. */
export function requestOnce(request: RawRequest): Promise<RawAnswer> {
  const { url, destination, signal, form } = request;
  const { hostname } = url;
  const headers = { ...request.headers, ...(form !== undefined && formHeaders(form)) };
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = {
      host: destination.address,
      port: destination.port,
      path: `${url.pathname}${url.search}`,
      method: form === undefined ? 'GET' : 'POST',
      headers,
      signal,
      agent: false,
      // Headers that end in bare line feeds, bytes behind the announced length: browsers and curl take
      // them. Nothing is smuggled through a connection that carries one answer.
      insecureHTTPParser: true,
      maxHeaderSize: maxHeaderBytes,
      // TLS checks the certificate against the name, not the address; an address has no SNI.
      ...(destination.tls && isIP(hostname.replace(/^\[|\]$/g, '')) === 0
        ? { servername: hostname.replace(/\.$/, '') }
        : {}),
    };
    const open = (destination.tls ? https : http).request(options);
    // Once there is an answer, it tells itself whether it is whole, whatever came behind it.
    let isAnswered = false;
    const fail = (error: Error) => isAnswered || reject(error);
    open.on('error', fail);
    // Node closes the connection of a server that wants to speak something else (101), and calls no one.
    open.on('close', () => fail(new Error('the connection was closed before an answer came')));
    open.on('response', (response) => {
      isAnswered = true;
      readResponse(response, request)
        .then(resolve, reject)
        .finally(() => open.destroy());
    });
    open.end(form);
  });
}

const formHeaders = (form: string) => ({
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': String(Buffer.byteLength(form)),
});

async function readResponse(
  response: http.IncomingMessage,
  { url, maxBytes }: RawRequest,
): Promise<RawAnswer> {
  const status = response.statusCode ?? 0;
  const headers = flatHeaders(response);
  // The body of a redirect is for people; hanging up saves it.
  if (status >= 300 && status < 400 && status !== 304) return { status, headers, body: empty };

  const tooLarge = () =>
    new UnusableAnswerError(url.href, 'too-large', `over ${maxBytes} bytes before decompression`);
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  if (!response.complete) throw new SiteUnavailableError(url.href, 'the body broke off');
  return { status, headers, body: Buffer.concat(chunks) };
}

const empty = new Uint8Array();

/**
 * Cookies are neither kept nor shown; they are the only header that Node hands over as a list.
 *
 * A line of `X-Robots-Tag` may be addressed to one robot, so that its lines must not run together.
 */
function flatHeaders({
  headers,
  headersDistinct,
}: Pick<http.IncomingMessage, 'headers' | 'headersDistinct'>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string') flat[name] = value;
  const robots = headersDistinct['x-robots-tag'];
  return robots === undefined ? flat : { ...flat, 'x-robots-tag': robots.join('\n') };
}
