import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { batchesWithin } from '../../collections/batches-within.ts';
import { ConcurrentWriteError, CorruptItemError } from '../../errors.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { RawArchive, RawPage } from '../../ports/articles.ts';
import { packMember, unpackMembers } from './gzip-member.ts';
import { parseRawKey, type RawPlace } from './raw-key.ts';
import {
  isBlank,
  mostPages,
  type PackedPage,
  packOf,
  type RawPack,
  readContents,
  withoutPage,
  writeContents,
} from './raw-pack.ts';
import { readRecord, writeRecord } from './warc-record.ts';

/** An archive that can put many pages into one object. */
export type PackArchive = RawArchive & {
  /** @returns the key of each page, in their order */
  saveAll(pages: readonly PackedPage[]): Promise<readonly string[]>;
};

/** Larger ones would make a takedown slow, which reads and writes a whole pack. */
const mostBytes = 8_000_000;

/** Keeps pages as the site sent them, many in an object: see docs/tables.md, "Raw pages". */
export function s3RawArchive(client: S3Client, Bucket: string): PackArchive {
  const bucket = { client, Bucket };
  const saveAll: PackArchive['saveAll'] = async (pages) => {
    const sizeOf = ({ bytes }: PackedPage) => bytes.length;
    const batches = batchesWithin(pages, { items: mostPages, bytes: mostBytes, sizeOf });
    const packs = batches.map(packOf);
    await Promise.all(packs.map((pack) => put(bucket, pack)));
    return packs.flatMap(({ keys }) => keys);
  };
  return {
    saveAll,
    async save(page, articleId) {
      const [key = ''] = await saveAll([await packPage(page, articleId)]);
      return key;
    },

    async find(key) {
      const place = parseRawKey(key);
      const packed = place && (await readMember(bucket, place));
      const record = packed && (await unpackMembers(packed));
      // Nothing is in a member that was blanked.
      if (record === undefined || record.length === 0) return undefined;
      const page = readRecord(record);
      if (page === undefined) throw new CorruptItemError(Bucket, key, 'it is no record of a page');
      return page;
    },

    async remove(key) {
      const place = parseRawKey(key);
      for (let tries = 0; place !== undefined; tries++) {
        if (await blank(bucket, place)) return;
        if (tries === mostTries) throw new ConcurrentWriteError(`${place.object} in ${Bucket}`);
      }
    },
  };
}

/** Compresses a page, so that it can be put into the archive with others. */
export const packPage = async (page: RawPage, articleId: ArticleId): Promise<PackedPage> => ({
  ...{ articleId, fetchedAt: page.fetchedAt },
  bytes: await packMember(writeRecord(page)),
});

type In = { readonly client: S3Client; readonly Bucket: string };

const put = (
  { client, Bucket }: In,
  { object, body, contents }: RawPack & { readonly object: string },
  IfMatch?: string,
) =>
  client.send(
    new PutObjectCommand({
      ...{ Bucket, Key: object, Body: body, ContentType: 'application/gzip' },
      Metadata: { contents: writeContents(contents) },
      ...(IfMatch !== undefined && { IfMatch }),
    }),
  );

async function readMember(
  { client, Bucket }: In,
  { object, first, last }: RawPlace,
): Promise<Uint8Array | undefined> {
  try {
    const Range = `bytes=${first}-${last}`;
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: object, Range }));
    return await Body?.transformToByteArray();
  } catch (error) {
    if (isMissing(error) || isRefused(error, 416)) return undefined;
    throw error;
  }
}

/** Each try that loses is another's that wins; so many pages are in no pack. */
const mostTries = mostPages;

/**
 * Blanks a page, and deletes the pack with the last one.
 *
 * @returns whether it is gone; if not, another has written the pack meanwhile
 */
async function blank(bucket: In, place: RawPlace): Promise<boolean> {
  const { client, Bucket } = bucket;
  const Key = place.object;
  try {
    const { Body, ETag, Metadata } = await client.send(new GetObjectCommand({ Bucket, Key }));
    const body = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const contents = readContents(Metadata?.['contents']);
    if (contents === undefined) throw new CorruptItemError(Bucket, Key, 'it says no contents');
    // Rather not at all than over pages that did not come.
    const length = contents.reduce((sum, page) => sum + page.length, 0);
    if (body.length !== length) throw new Error(`${Key} came as ${body.length} of ${length} bytes`);
    const left = withoutPage({ body, contents }, place);
    if (left === undefined) return true;
    // Nothing is ever put into a pack, so that one with nothing in it needs no condition.
    if (isBlank(left.contents)) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    else await put(bucket, { object: Key, ...left }, ETag);
    return true;
  } catch (error) {
    if (isMissing(error)) return true;
    if (isRefused(error, 412) || isRefused(error, 409)) return false;
    throw error;
  }
}

/** By its name: a refused condition is not typed as a refused read is. */
const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.name === 'NoSuchKey';

const isRefused = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;
