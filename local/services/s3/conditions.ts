import type { ObjectHead, StoredObject } from './object-store.ts';
import { S3Error } from './s3-error.ts';

type Headers = Readonly<Record<string, string>>;

const failed = () =>
  new S3Error(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
  );

const matches = (header: string, { etag }: ObjectHead): boolean =>
  header === '*' || header.split(',').some((each) => unquoted(each) === unquoted(etag));

const unquoted = (etag: string) => etag.trim().replace(/^W\//, '').replaceAll('"', '');

/** @throws S3Error when the object that is there is not the one that the writer expects */
export function checkWriteConditions(headers: Headers, existing: ObjectHead | undefined): void {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'A write can be conditional on If-None-Match: * only.');
  }
  if (ifNoneMatch === '*' && existing !== undefined) throw failed();
  if (ifMatch === undefined) return;
  if (existing === undefined) {
    throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  }
  if (!matches(ifMatch, existing)) throw failed();
}

/**
 * @returns whether the reader has it already
 * @throws S3Error when the object is not the one that the reader wants
 */
export function checkReadConditions(headers: Headers, head: ObjectHead): boolean {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  // HTTP has whole seconds.
  const modified = Math.floor(head.modifiedAt / 1000) * 1000;
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, head)) throw failed();
  } else if (modified > Date.parse(headers['if-unmodified-since'] ?? '')) {
    throw failed();
  }
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, head);
  return modified <= Date.parse(headers['if-modified-since'] ?? '');
}

/** @throws S3Error when there is no such object */
export function found<T extends StoredObject | ObjectHead>(object: T | undefined): T {
  if (object === undefined) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  return object;
}
