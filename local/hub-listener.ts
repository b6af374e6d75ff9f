import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { listenOnLoopback, type Service } from './services/loopback.ts';
import { readBody } from './services/read-body.ts';

export type FunctionUrlHandler = (
  event: LambdaFunctionURLEvent,
) => Promise<LambdaFunctionURLResult>;

/** What Lambda lets through. */
const maxBytes = 6 * 1024 * 1024;

/**
 * Stands in for Lambda's function URL, on loopback: a hub on this machine, or a tunnel from outside,
 * can call it.
 *
 * @param port any free one unless given
 */
export async function listenForHubs(handler: FunctionUrlHandler, port = 0): Promise<Service> {
  const server = createServer((request, response) => {
    answer(request, response, handler).catch(() => {
      // Lambda says so, too, when a function throws.
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
  });
  return listenOnLoopback(server, port);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: FunctionUrlHandler,
): Promise<void> {
  const body = await readBody(request, maxBytes);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const result = await handler(eventOf(request, body));
  const {
    statusCode = 200,
    headers = {},
    body: text = '',
  } = typeof result === 'string' ? { body: result } : result;
  const own = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  response.writeHead(statusCode, Object.fromEntries(own)).end(text);
}

/** As Lambda builds it (payload format 2.0), as far as a handler of ours reads it. */
function eventOf(request: IncomingMessage, body: Buffer): LambdaFunctionURLEvent {
  const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { method = 'GET', headers } = request;
  const event: Pick<
    LambdaFunctionURLEvent,
    'rawPath' | 'rawQueryString' | 'headers' | 'body' | 'isBase64Encoded'
  > & { readonly requestContext: { readonly http: { readonly method: string } } } = {
    ...{ rawPath: pathname, rawQueryString: search.slice(1) },
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    ),
    requestContext: { http: { method } },
    ...{ body: body.toString('base64'), isBase64Encoded: true },
  };
  return event as LambdaFunctionURLEvent;
}
