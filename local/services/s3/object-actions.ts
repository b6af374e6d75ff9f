import { md5Hex, verifyBody } from './checksum.ts';
import { checkReadConditions, checkWriteConditions, found } from './conditions.ts';
import type { ByteRange, ObjectHead } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { type Operation, type S3Request, xmlReply } from './s3-request.ts';
import { parseTagHeader } from './tags.ts';
import { toXml } from './xml.ts';

const contentHeaders = [
  'content-type',
  'content-encoding',
  'content-language',
  'content-disposition',
  'cache-control',
  'expires',
];

export const putObject: Operation = (request, { objects, alone }) =>
  alone(request.key, async () => {
    const checksum = verifyBody(request.body, request.headers);
    checkWriteConditions(request.headers, await objects.head(request.key));
    const head: ObjectHead = {
      ...describeUpload(request),
      size: request.body.length,
      etag: `"${md5Hex(request.body)}"`,
      checksum,
    };
    await objects.put({ head, body: request.body });
    return { status: 200, headers: { etag: head.etag, ...checksumHeaders(head) } };
  });

/** What the headers of an upload say of the object, all but its content. */
export function describeUpload({ key, headers, now }: S3Request) {
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError', 'Your key is too long');
  const metadata = Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), value]),
  );
  if (Buffer.byteLength(Object.entries(metadata).flat().join('')) > 2048) {
    throw new S3Error(
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
    );
  }
  return {
    key,
    modifiedAt: now.getTime(),
    headers: contentHeadersOf(headers),
    metadata,
    tags: parseTagHeader(headers['x-amz-tagging'] ?? ''),
  };
}

function contentHeadersOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = contentHeaders.flatMap((name) => {
    const value = headers[name];
    if (value === undefined) return [];
    // How the body came over the wire is not how it is stored.
    const stored = name === 'content-encoding' ? withoutAwsChunked(value) : value;
    return stored === '' ? [] : [[name, stored]];
  });
  return { 'content-type': 'binary/octet-stream', ...Object.fromEntries(kept) };
}

const withoutAwsChunked = (encodings: string): string =>
  encodings
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== 'aws-chunked')
    .join(',');

const checksumHeaders = ({ checksum: { header, value, type } }: ObjectHead) => ({
  [header]: value,
  'x-amz-checksum-type': type,
});

export const getObject: Operation = async (request, { objects }) => {
  const { head, body } = found(await objects.read(request.key));
  const unchanged = checkReadConditions(request.headers, head);
  if (unchanged) return { status: 304, headers: { etag: head.etag } };
  const range = rangeOf(request.headers['range'], head.size);
  return {
    status: range === undefined ? 200 : 206,
    headers: responseHeaders(head, request, range),
    body: range === undefined ? body : body.subarray(range.first, range.last + 1),
  };
};

export const headObject: Operation = async (request, { objects }) => {
  const head = found(await objects.head(request.key));
  const unchanged = checkReadConditions(request.headers, head);
  if (unchanged) return { status: 304, headers: { etag: head.etag } };
  const range = rangeOf(request.headers['range'], head.size);
  const length = range === undefined ? head.size : range.last - range.first + 1;
  return {
    status: range === undefined ? 200 : 206,
    headers: { ...responseHeaders(head, request, range), 'content-length': String(length) },
  };
};

function responseHeaders(head: ObjectHead, { headers, query }: S3Request, range?: ByteRange) {
  const tags = Object.keys(head.tags).length;
  // A checksum is of the whole, so it would refute a part.
  const checked = headers['x-amz-checksum-mode'] === 'ENABLED' && range === undefined;
  return {
    ...head.headers,
    ...overrides(query),
    etag: head.etag,
    'last-modified': new Date(head.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    ...Object.fromEntries(
      Object.entries(head.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
    ...(tags > 0 && { 'x-amz-tagging-count': String(tags) }),
    ...(checked && checksumHeaders(head)),
    ...(range !== undefined && {
      'content-range': `bytes ${range.first}-${range.last}/${head.size}`,
    }),
  };
}

/** A link may say under which headers the object is to come. */
function overrides(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    contentHeaders.flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** @returns `undefined` for the whole, also when the header is none that S3 understands */
function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (first <= last) return { first, last };
  throw new S3Error('InvalidRange', 'The requested range is not satisfiable');
}

export const deleteObject: Operation = (request, { objects, alone }) =>
  alone(request.key, async () => {
    const head = await objects.head(request.key);
    // To delete what is not there is a success, unless a version of it was asked for.
    if (head !== undefined || request.headers['if-match'] !== undefined) {
      checkWriteConditions(request.headers, head);
    }
    await objects.remove(request.key);
    return { status: 204 };
  });

/** Copies within a bucket, or replaces an object's metadata by copying it onto itself. */
export const copyObject: Operation = (request, { objects, alone }) =>
  alone(request.key, async () => {
    const source = decodeURIComponent(request.headers['x-amz-copy-source'] ?? '');
    const [, bucket, key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(source) ?? [];
    if (bucket !== request.bucket) {
      throw new S3Error('NotImplemented', 'Objects can be copied within a bucket only.');
    }
    const { head, body } = found(await objects.read(key));
    const replaced = request.headers['x-amz-metadata-directive'] === 'REPLACE';
    const described = describeUpload(request);
    const copy: ObjectHead = replaced
      ? { ...head, ...described, tags: head.tags }
      : { ...head, key: request.key, modifiedAt: described.modifiedAt };
    await objects.put({ head: copy, body });
    const LastModified = new Date(copy.modifiedAt).toISOString();
    return xmlReply(toXml('CopyObjectResult', { ETag: copy.etag, LastModified }));
  });
