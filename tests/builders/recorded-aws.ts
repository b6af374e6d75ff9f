import http from 'node:http';
import http2 from 'node:http2';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { listenOnLoopback, type Service } from '../../local/services/loopback.ts';
import { localClient } from '../contract/on-aws.ts';

/** An answer as a service of AWS gives it. */
export type RecordedAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or the very bytes. */
  readonly body?: unknown;
  /** Breaks the line after so many bytes of the body. */
  readonly cutAfter?: number;
};

export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly signed: boolean;
};

/** For requests that may come in any order. */
type Answering = RecordedAnswer | ((request: SeenRequest) => RecordedAnswer);

/** The error of a service that speaks REST and JSON. */
export const awsError = (
  status: number,
  name: string,
  message: string,
  fields: object = {},
): RecordedAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': `${name}:http://internal/` },
  body: { message, ...fields },
});

/** A loopback server that answers one request after the other with what was recorded. */
export function recordedAws(protocol: 'http1' | 'http2') {
  const answers: Answering[] = [];
  const seen: SeenRequest[] = [];
  let service: Service | undefined;
  const server =
    protocol === 'http1'
      ? http.createServer((request, response) => void answer(request, response))
      : // Its compatibility layer speaks as the other does, with types of its own.
        (http2.createServer((request, response) =>
          answer(
            request as unknown as http.IncomingMessage,
            response as unknown as http.ServerResponse,
          ),
        ) as unknown as http.Server);

  async function answer(request: http.IncomingMessage, response: http.ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    const signed = headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') ?? false;
    const asked = {
      method,
      path,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      signed,
    };
    seen.push(asked);
    const next = answers.shift() ?? unexpected;
    const recorded = typeof next === 'function' ? next(asked) : next;
    const { status, headers: said = {}, body = {}, cutAfter } = recorded;
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    response.writeHead(status, { ...said, 'content-length': bytes.length });
    if (cutAfter === undefined) return void response.end(bytes);
    response.write(bytes.subarray(0, cutAfter), () => response.destroy());
  }

  beforeAll(async () => {
    service = await listenOnLoopback(server);
  });
  beforeEach(() => {
    answers.length = 0;
    seen.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return {
    seen,
    /** What the next requests are answered with, in this order. */
    willAnswer: (...next: Answering[]) => void answers.push(...next),
    /** Settings of an SDK client that asks this server, once. */
    client: () => ({ ...localClient(service?.endpoint ?? ''), maxAttempts: 1 }),
  };
}

const unexpected = awsError(
  500,
  'InternalServerException',
  'nothing was recorded for this request',
);
