import { createHash } from 'node:crypto';
import { NoSuchKey, NotFound, S3ServiceException } from '@aws-sdk/client-s3';
import type { Clock } from '../../../shared/ports/web.ts';

/** An object, which is never changed but replaced by another. */
export type StoredObject = {
  readonly bytes: Uint8Array;
  readonly Metadata: Readonly<Record<string, string>>;
  readonly ContentType: string | undefined;
  readonly LastModified: Date;
  readonly ETag: string;
};

/** The objects of a bucket at one moment. */
export type ObjectsCopy = ReadonlyMap<string, StoredObject>;

/** What of the input of a command is read here. */
export type ObjectInput = {
  readonly Key?: string;
  readonly Body?: Uint8Array | string;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly ContentType?: string;
  readonly Range?: string;
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
  readonly Prefix?: string;
  readonly Delete?: { readonly Objects?: readonly { readonly Key: string }[] };
};

type Answer = Record<string, unknown>;

/** A bucket of S3 in the memory of this process, without versions. */
export class MemoryObjects {
  private readonly now: Clock;
  private objects = new Map<string, StoredObject>();

  constructor(now: Clock) {
    this.now = now;
  }

  copy(): ObjectsCopy {
    return new Map(this.objects);
  }

  putBack(copy: ObjectsCopy): void {
    this.objects = new Map(copy);
  }

  put({ Key = '', Body = '', Metadata = {}, ContentType, ...given }: ObjectInput): Answer {
    const there = this.objects.get(Key);
    const isRefused =
      (given.IfNoneMatch === '*' && there !== undefined) ||
      (given.IfMatch !== undefined && given.IfMatch !== there?.ETag);
    if (isRefused) throw refusal('PreconditionFailed', 412);
    const bytes = typeof Body === 'string' ? new TextEncoder().encode(Body) : Uint8Array.from(Body);
    const ETag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    this.objects.set(Key, { bytes, Metadata, ContentType, LastModified: this.now(), ETag });
    return { ETag };
  }

  get({ Key = '', Range }: ObjectInput): Answer {
    const found = this.objects.get(Key);
    if (found === undefined) throw new NoSuchKey({ message: Key, $metadata: {} });
    const { bytes, ...head } = found;
    const part = Range === undefined ? bytes : partOf(bytes, Range);
    const Body = {
      transformToByteArray: async () => Uint8Array.from(part),
      transformToString: async () => new TextDecoder().decode(part),
    };
    return { ...head, Body, ContentLength: part.length };
  }

  head({ Key = '' }: ObjectInput): Answer {
    const found = this.objects.get(Key);
    if (found === undefined) throw new NotFound({ message: Key, $metadata: {} });
    const { bytes, ...head } = found;
    return { ...head, ContentLength: bytes.length };
  }

  delete({ Key = '' }: ObjectInput): Answer {
    this.objects.delete(Key);
    return {};
  }

  deleteAll({ Delete: { Objects = [] } = {} }: ObjectInput): Answer {
    for (const { Key } of Objects) this.objects.delete(Key);
    return {};
  }

  list({ Prefix = '' }: ObjectInput): Answer {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(Prefix)).toSorted();
    const Contents = keys.map((Key) => {
      const { bytes, LastModified } = this.objects.get(Key) as StoredObject;
      return { Key, Size: bytes.length, LastModified };
    });
    return { Contents, IsTruncated: false, KeyCount: keys.length };
  }

  listVersions(input: ObjectInput): Answer {
    const { Contents } = this.list(input) as { Contents: readonly object[] };
    const latest = { VersionId: 'null', IsLatest: true };
    return { Versions: Contents.map((one) => ({ ...one, ...latest })), IsTruncated: false };
  }
}

function partOf(bytes: Uint8Array, range: string): Uint8Array {
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  if (Number(from) >= bytes.length) throw refusal('InvalidRange', 416);
  return bytes.subarray(Number(from), to === '' ? bytes.length : Number(to) + 1);
}

const refusal = (name: string, httpStatusCode: number): S3ServiceException =>
  new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode } });
