import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../../shared/ports/web.ts';
import { listenOnLoopback, type Service } from '../loopback.ts';
import { readBody } from '../read-body.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { openBuckets } from './buckets.ts';
import { checkPresigned } from './presigned.ts';
import { route } from './route.ts';
import { S3Error } from './s3-error.ts';
import type { S3Reply, S3Request } from './s3-request.ts';
import { toXml } from './xml.ts';

type S3Options = {
  /** Where the objects are kept; in memory without one. */
  readonly folder?: string | undefined;
  /** Gives objects their dates. */
  readonly clock?: Clock;
};

/** Far above the pages and feeds that a person's machine keeps, and small enough to hold. */
const maxObjectBytes = 256 * 1024 * 1024;

/** Starts an S3 stand-in; buckets are addressed by path. */
export async function startS3({
  folder,
  clock = () => new Date(),
}: S3Options = {}): Promise<Service> {
  const buckets = await openBuckets(folder);
  const server = createServer((request, response) => {
    void parseRequest(request, clock())
      .then((parsed) => route(parsed, buckets))
      .catch((error: unknown) => refusal(error))
      .then((reply) => send(request, response, reply));
  });
  return listenOnLoopback(server);
}

async function parseRequest(request: IncomingMessage, now: Date): Promise<S3Request> {
  // Not by URL, which would take `.` and `..` in a key for steps of a path.
  const [, bucket = '', path = '', search = ''] =
    /^\/([^/?]*)\/?([^?]*)(?:\?(.*))?$/.exec(request.url ?? '') ?? [];
  const query = new URLSearchParams(search);
  checkPresigned(query, now);
  const headers = headersOf(request);
  const encoded = await readBody(request, maxObjectBytes);
  if (encoded === undefined)
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  const chunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true;
  const { body, trailers } = chunked
    ? decodeAwsChunked(encoded, lengthOf(headers['x-amz-decoded-content-length']))
    : { body: encoded, trailers: {} };
  return {
    method: request.method ?? '',
    bucket: decodePath(bucket),
    key: decodePath(path),
    query,
    headers: { ...headers, ...trailers },
    body,
    now,
  };
}

const lengthOf = (header: string | undefined) =>
  header === undefined ? undefined : Number(header);

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new S3Error('InvalidArgument', "Couldn't parse the specified URI.");
  }
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );

function refusal(error: unknown): S3Reply {
  const [status, Code, Message] =
    error instanceof S3Error
      ? [error.status, error.code, error.message]
      : [500, 'InternalError', error instanceof Error ? error.stack : String(error)];
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${toXml('Error', { Code, Message })}`,
  };
}

function send(request: IncomingMessage, response: ServerResponse, reply: S3Reply): void {
  const body = request.method === 'HEAD' || reply.status === 304 ? undefined : reply.body;
  response.writeHead(reply.status, {
    ...(request.method !== 'HEAD' && { 'content-length': Buffer.byteLength(body ?? '') }),
    ...reply.headers,
    'x-amz-request-id': randomUUID(),
  });
  response.end(body);
}
