export type ObjectHead = {
  readonly key: string;
  readonly size: number;
  /** With its quotation marks. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Content headers as they were stored, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The names without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Name of the header (`x-amz-checksum-crc32`), value, and whether it is of the whole. */
  readonly checksum: { readonly header: string; readonly value: string; readonly type: string };
  readonly tags: Readonly<Record<string, string>>;
};

export type StoredObject = { readonly head: ObjectHead; readonly body: Buffer };

/** First and last byte. */
export type ByteRange = { readonly first: number; readonly last: number };

/** The objects of one bucket. Each call happens wholly or not at all. */
export type ObjectStore = {
  put(object: StoredObject): Promise<void>;
  head(key: string): Promise<ObjectHead | undefined>;
  read(key: string): Promise<StoredObject | undefined>;
  remove(key: string): Promise<void>;
  /** All objects, in the order of their keys' bytes. */
  list(): Promise<readonly ObjectHead[]>;
  /** Removes everything, for good. */
  destroy(): Promise<void>;
};

export function memoryObjectStore(): ObjectStore {
  const objects = new Map<string, StoredObject>();
  return {
    async put(object) {
      objects.set(object.head.key, object);
    },
    head: async (key) => objects.get(key)?.head,
    read: async (key) => objects.get(key),
    async remove(key) {
      objects.delete(key);
    },
    list: async () => [...objects.values()].map(({ head }) => head).sort(byKey),
    async destroy() {
      objects.clear();
    },
  };
}

/** By bytes of UTF-8, which is not how JavaScript compares texts with emoji. */
export const byKey = (a: Pick<ObjectHead, 'key'>, b: Pick<ObjectHead, 'key'>): number =>
  Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
