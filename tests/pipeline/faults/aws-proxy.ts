import http from 'node:http';
import { listenOnLoopback } from '../../../local/services/loopback.ts';
import type { Services } from '../../../local/services/start-services.ts';

export type AwsService = 'DynamoDB' | 'S3' | 'SQS' | 'EventBridge';

/** A call as it comes over the wire. */
export type AwsCall = {
  readonly service: AwsService;
  readonly operation: string;
  /** Path and query. */
  readonly url: string;
  readonly body: Buffer;
};

export type AwsAnswer = {
  readonly status: number;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: Buffer;
  /** Breaks the line after so many bytes of the body. */
  readonly cutAfter?: number;
};

/** What is done to a call; `undefined` where the line breaks before an answer. */
export type Meddling = (
  call: AwsCall,
  forward: (body?: Buffer) => Promise<AwsAnswer>,
) => Promise<AwsAnswer | undefined>;

const variables: Readonly<Record<AwsService, string>> = {
  DynamoDB: 'AWS_ENDPOINT_URL_DYNAMODB',
  S3: 'AWS_ENDPOINT_URL_S3',
  SQS: 'AWS_ENDPOINT_URL_SQS',
  EventBridge: 'AWS_ENDPOINT_URL_EVENTBRIDGE',
};

export type AwsProxy = {
  /** What functions must be given instead, so that all their calls come by here. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

/**
 * Stands between the functions and the embedded services, on the wire: below the SDK with its retries,
 * its timeouts and its checks.
 */
export async function startAwsProxy(
  { environment }: Services,
  meddle: Meddling,
): Promise<AwsProxy> {
  const changed: Record<string, string> = {};
  const stops: (() => Promise<void>)[] = [];
  for (const [service, variable] of Object.entries(variables) as [AwsService, string][]) {
    const upstream = environment[variable] ?? '';
    const server = http.createServer(
      (request, response) => void relay({ request, response, service, upstream }, meddle),
    );
    const { endpoint } = await listenOnLoopback(server);
    for (const [name, value] of Object.entries(environment))
      if (value.startsWith(upstream)) changed[name] = value.replace(upstream, endpoint);
    stops.push(async () => {
      server.closeAllConnections();
      server.close();
    });
  }
  return {
    environment: changed,
    async stop() {
      for (const stop of stops) await stop();
    },
  };
}

type Relayed = {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly service: AwsService;
  readonly upstream: string;
};

async function relay({ request, response, service, upstream }: Relayed, meddle: Meddling) {
  const body = await bytesOf(request);
  const { url = '' } = request;
  const call = { service, operation: operationOf(request), url, body };
  const answer = await meddle(call, (other = body) => send(upstream, request, other));
  if (answer === undefined) return void request.socket.destroy();
  const { status, headers, cutAfter } = answer;
  response.writeHead(status, { ...headers, 'content-length': answer.body.length });
  if (cutAfter === undefined) return void response.end(answer.body);
  response.write(answer.body.subarray(0, cutAfter), () => response.destroy());
}

/** Three services name it in a header; of S3 the ones that functions use follow from the method. */
function operationOf({ method = '', url = '', headers }: http.IncomingMessage): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  if (url.includes('list-type=')) return 'ListObjectsV2';
  return { GET: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[method] ?? method;
}

async function bytesOf(stream: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(upstream: string, request: http.IncomingMessage, body: Buffer): Promise<AwsAnswer> {
  const { method = '', url = '', headers } = request;
  const { 'transfer-encoding': _chunked, ...rest } = headers;
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...rest, 'content-length': body.length } };
    const open = http.request(`${upstream}${url}`, options, (answer) => {
      bytesOf(answer).then((bytes) => {
        const { 'transfer-encoding': _, connection: __, ...said } = answer.headers;
        resolve({ status: answer.statusCode ?? 0, headers: said, body: bytes });
      }, reject);
    });
    open.on('error', reject);
    open.end(body);
  });
}
