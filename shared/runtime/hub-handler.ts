import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import type { HeardOutcome, HubCall } from '../pipeline/polling/hear-hub.ts';
import type { Observer } from './observer.ts';

type HubHandlerOptions = {
  readonly step: (call: HubCall) => Promise<HeardOutcome>;
  readonly observe: Observer;
};

/** Of a body, decoded. Lambda takes 6 MB, a third of which base64 may need; hubs send new entries only. */
const maxBytes = 4_000_000;
const maxEncoded = Math.ceil((maxBytes * 4) / 3) + 4;

/** Makes a step into the handler of a function URL; whatever it throws, the hub tries again. */
export function hubHandler({ step, observe }: HubHandlerOptions) {
  return async (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> => {
    const started = performance.now();
    try {
      const { reply, ...outcome } = await step(callOf(event));
      observe.done({ ...outcome, status: reply.status }, performance.now() - started);
      return {
        statusCode: reply.status,
        // A challenge is the caller's own text: nobody is to take it for a page.
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'x-content-type-options': 'nosniff',
        },
        body: reply.body ?? '',
      };
    } catch (error) {
      observe.failed(error, 'retry', '');
      throw error;
    } finally {
      observe.ended?.();
    }
  };
}

function callOf(event: LambdaFunctionURLEvent): HubCall {
  const signature = event.headers['x-hub-signature'];
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: event.rawQueryString,
    body: bodyOf(event),
    ...(signature !== undefined && { signature }),
  };
}

function bodyOf({ body = '', isBase64Encoded }: LambdaFunctionURLEvent): Uint8Array | undefined {
  if (body.length > maxEncoded) return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return bytes.length > maxBytes ? undefined : bytes;
}
