import type { ObjectHead } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { type Operation, xmlReply } from './s3-request.ts';
import { elementsOf, textOf, toXml } from './xml.ts';

export const headBucket: Operation = async () => ({ status: 200 });

export const bucketLocation: Operation = async () => xmlReply(toXml('LocationConstraint', ''));

/** ListObjectsV2: a page of keys, those with a common beginning rolled up if a delimiter is given. */
export const listObjects: Operation = async ({ bucket, query }, { objects }) => {
  const maxKeys = Number(query.get('max-keys') ?? 1000);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) {
    throw new S3Error(
      'InvalidArgument',
      'Argument maxKeys must be an integer between 0 and 2147483647',
    );
  }
  const prefix = query.get('prefix') ?? '';
  const token = query.get('continuation-token') ?? undefined;
  const page = pageOf(await objects.list(), {
    prefix,
    delimiter: query.get('delimiter') ?? '',
    after: token === undefined ? (query.get('start-after') ?? '') : parseToken(token),
    limit: Math.min(maxKeys, 1000),
  });
  const encoded = query.get('encoding-type') === 'url' ? encodeURIComponent : String;
  return xmlReply(
    toXml('ListBucketResult', {
      Name: bucket,
      Prefix: encoded(prefix),
      Delimiter: query.get('delimiter') ?? undefined,
      MaxKeys: maxKeys,
      EncodingType: query.get('encoding-type') ?? undefined,
      KeyCount: page.entries.length,
      IsTruncated: page.next !== undefined,
      ContinuationToken: token,
      NextContinuationToken: page.next,
      Contents: page.entries.flatMap((entry) => ('key' in entry ? [contents(entry, encoded)] : [])),
      CommonPrefixes: page.entries.flatMap((entry) =>
        'key' in entry ? [] : [{ Prefix: encoded(entry.prefix) }],
      ),
    }),
  );
};

/** ListObjectVersions: this bucket keeps one version of each object, which S3 calls `null`. */
export const listVersions: Operation = async ({ bucket, query }, { objects }) => {
  const prefix = query.get('prefix') ?? '';
  const limit = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  const after = query.get('key-marker') ?? '';
  const page = pageOf(await objects.list(), { prefix, delimiter: '', after, limit });
  const encoded = query.get('encoding-type') === 'url' ? encodeURIComponent : String;
  const heads = page.entries.filter((entry) => 'key' in entry);
  return xmlReply(
    toXml('ListVersionsResult', {
      Name: bucket,
      Prefix: encoded(prefix),
      KeyMarker: encoded(after),
      MaxKeys: limit,
      EncodingType: query.get('encoding-type') ?? undefined,
      IsTruncated: page.next !== undefined,
      NextKeyMarker: page.next === undefined ? undefined : encoded(heads.at(-1)?.key ?? ''),
      NextVersionIdMarker: page.next === undefined ? undefined : 'null',
      Version: heads.map((head) => ({
        ...contents(head, encoded),
        ...{ VersionId: 'null', IsLatest: true },
      })),
    }),
  );
};

const contents = (head: ObjectHead, encoded: (key: string) => string) => ({
  Key: encoded(head.key),
  LastModified: new Date(head.modifiedAt).toISOString(),
  ETag: head.etag,
  ChecksumAlgorithm: head.checksum.header.replace('x-amz-checksum-', '').toUpperCase(),
  ChecksumType: head.checksum.type,
  Size: head.size,
  StorageClass: 'STANDARD',
});

type Entry = ObjectHead | { readonly prefix: string };

type PageOptions = {
  readonly prefix: string;
  readonly delimiter: string;
  readonly after: string;
  readonly limit: number;
};

function pageOf(
  heads: readonly ObjectHead[],
  { prefix, delimiter, after, limit }: PageOptions,
): { entries: Entry[]; next?: string } {
  const entries: Entry[] = [];
  let last = after;
  for (const head of heads) {
    if (!head.key.startsWith(prefix) || compare(head.key, after) <= 0) continue;
    const rolled = rollUp(head.key, prefix, delimiter);
    // A page that ended with a common beginning goes on behind all its keys.
    if (rolled !== undefined && rolled === last) continue;
    if (entries.length === limit)
      return limit === 0 ? { entries } : { entries, next: tokenOf(last) };
    entries.push(rolled === undefined ? head : { prefix: rolled });
    last = rolled ?? head.key;
  }
  return { entries };
}

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function rollUp(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
}

const tokenOf = (key: string) => Buffer.from(key).toString('base64url');
const parseToken = (token: string) => Buffer.from(token, 'base64url').toString();

/** DeleteObjects: up to 1,000 keys in one request. */
export const deleteObjects: Operation = async ({ body }, { objects, alone }) => {
  const xml = body.toString();
  const keys = elementsOf(xml, 'Object').map((object) => textOf(object, 'Key') ?? '');
  if (keys.length === 0 || keys.length > 1000) {
    throw new S3Error('MalformedXML', 'The XML you provided was not well-formed.');
  }
  await Promise.all(keys.map((key) => alone(key, () => objects.remove(key))));
  const quiet = textOf(xml, 'Quiet') === 'true';
  return xmlReply(toXml('DeleteResult', { Deleted: quiet ? [] : keys.map((Key) => ({ Key })) }));
};
