import { isUtf8 } from 'node:buffer';
import { PipelineError, SiteUnavailableError, UnusableAnswerError } from '../../errors.ts';
import type { FetchWeb, WebRequest, WebResponse } from '../../ports/web.ts';
import { parseUrl } from '../../url/parse-url.ts';
import { decodeBody } from './decode-body.ts';
import { type RawAnswer, requestOnce } from './request-once.ts';
import type { Route } from './route.ts';

export type FetchWebOptions = {
  readonly route: Route;
  readonly userAgent: string;
  /** For everything: names, connections, every hop, the last byte. */
  readonly timeoutMs: number;
  /** Of a body, before and after decompression. */
  readonly maxBytes: number;
};

/** Browsers stop at 20; nobody needs more than a few (RFC 9110, 15.4 asks to detect loops). */
const maxRedirects = 8;
const maxUrlLength = 4096;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
/** After the others a browser asks for the target with a GET, which is no use to a form. */
const formRedirectStatuses = new Set([307, 308]);

/**
 * {@link FetchWeb} over plain sockets: each hop is routed anew and connects to the address that the
 * route checked. It keeps no cookies, sends no `Referer` and never reuses a connection.
 */
export function httpFetchWeb(options: FetchWebOptions): FetchWeb {
  return async (request) => {
    const deadline = AbortSignal.timeout(options.timeoutMs);
    try {
      return await followHops(request, options, deadline);
    } catch (error) {
      if (error instanceof PipelineError) throw error;
      const problem = deadline.aborted
        ? `took longer than ${options.timeoutMs} ms`
        : 'broke off the connection or never made one';
      throw new SiteUnavailableError(request.url, problem, { cause: error });
    }
  };
}

async function followHops(
  request: WebRequest,
  options: FetchWebOptions,
  deadline: AbortSignal,
): Promise<WebResponse> {
  const redirects: WebResponse['redirects'][number][] = [];
  const visited = new Set<string>();
  const followed = request.form === undefined ? redirectStatuses : formRedirectStatuses;
  let url = webUrl(request.url);
  for (;;) {
    visited.add(url.href);
    const answer = await ask(url, request, { options, deadline });
    const location = followed.has(answer.status) ? answer.headers['location'] : undefined;
    if (location === undefined) return await readAnswer(url, answer, { options, redirects });

    const next = nextHop(location, url);
    if (redirects.length >= maxRedirects || visited.has(next.href))
      throw new UnusableAnswerError(
        request.url,
        'redirect-loop',
        `redirects to ${next.host} again`,
      );
    redirects.push({ status: answer.status, url: next.href });
    await request.beforeHop?.(next.href);
    url = next;
  }
}

type Limits = { readonly options: FetchWebOptions; readonly deadline: AbortSignal };

async function ask(url: URL, request: WebRequest, { options, deadline }: Limits) {
  const destination = await withinTime(options.route(url), deadline);
  const headers = {
    ...request.headers,
    host: url.host,
    'user-agent': options.userAgent,
    accept: request.accept,
    'accept-encoding': 'gzip, deflate, br',
    connection: 'close',
  };
  const { maxBytes } = options;
  const form = request.form && new URLSearchParams(request.form).toString();
  return requestOnce({ url, destination, headers, signal: deadline, maxBytes, form });
}

/** A name server cannot be told to stop; we can stop to listen. */
async function withinTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  deadline.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(deadline.reason);
    deadline.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', stop));
  });
}

async function readAnswer(
  url: URL,
  { status, headers, body: packed }: RawAnswer,
  { options, redirects }: Pick<Limits, 'options'> & Pick<WebResponse, 'redirects'>,
): Promise<WebResponse> {
  const encoding = headers['content-encoding'] ?? '';
  try {
    const body = await decodeBody(packed, encoding, options.maxBytes);
    return { status, finalUrl: url.href, headers, body, redirects };
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new UnusableAnswerError(url.href, 'too-large', `over ${options.maxBytes} bytes`, {
        cause,
      });
    throw new SiteUnavailableError(url.href, `the ${encoding} body is damaged`, { cause });
  }
}

/** Header bytes reach us one a character; a location in UTF-8 is common where a path is not ASCII. */
function nextHop(location: string, from: URL): URL {
  const bytes = Buffer.from(location, 'latin1');
  return webUrl(isUtf8(bytes) ? bytes.toString('utf8') : location, from.href);
}

function webUrl(text: string, base?: string): URL {
  const url = text.length > maxUrlLength ? undefined : parseUrl(text, base);
  if (url === undefined)
    throw new UnusableAnswerError(text.slice(0, 200), 'bad-url', 'not an address');
  url.hash = '';
  // Once it is encoded: a letter may have become nine.
  if (url.href.length > maxUrlLength)
    throw new UnusableAnswerError(url.href.slice(0, 200), 'bad-url', 'too long an address');
  return url;
}
