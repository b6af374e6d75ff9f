import type { ObjectStore } from './object-store.ts';

/** A request, taken apart. */
export type S3Request = {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded, not yet verified. */
  readonly body: Buffer;
  readonly now: Date;
};

export type S3Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

/** What an operation on a bucket's objects works with. */
export type BucketContext = {
  readonly objects: ObjectStore;
  /** Parts of uploads that are not complete. */
  readonly parts: ObjectStore;
  /** Runs one thing at a time for a key: a condition and the write that depends on it. */
  readonly alone: <T>(key: string, run: () => Promise<T>) => Promise<T>;
};

export type Operation = (request: S3Request, context: BucketContext) => Promise<S3Reply>;

export const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** An answer of markup; S3's clients want the namespace on its root. */
export const xmlReply = (xml: string, status = 200): S3Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml.replace(/^<(\w+)/, `<$1 ${namespace}`)}`,
});
