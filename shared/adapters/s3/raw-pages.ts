import {
  HeadObjectCommand,
  NotFound,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ArchivedPage, StoreWalk } from '../../ports/store-walk.ts';
import type { Eraser } from '../../ports/takedown.ts';
import { parseRawKey, rawKeyOf } from './raw-key.ts';
import { type PackContents, placesIn, rawPrefix, readContents } from './raw-pack.ts';

/** Packs that are asked for their contents at the same time. */
const pageSize = 50;

/** Tells what the archive of raw pages holds, without reading any page. */
export function s3RawPages(
  client: S3Client,
  Bucket: string,
): Pick<StoreWalk, 'rawPages' | 'holdsRawPage'> & Pick<Eraser, 'rawPagesOf'> {
  const contentsOf = async (Key: string): Promise<PackContents | undefined> => {
    try {
      const { Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key }));
      return readContents(Metadata?.['contents']);
    } catch (error) {
      // Deleted since it was listed.
      if (error instanceof NotFound) return [];
      throw error;
    }
  };
  const pagesUnder = async function* (Prefix: string) {
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client, pageSize },
      { Bucket, Prefix },
    )) {
      const packs = Contents.map(async ({ Key = '', LastModified = new Date() }) =>
        pagesIn({ key: Key, storedAt: LastModified }, await contentsOf(Key)),
      );
      yield (await Promise.all(packs)).flat();
    }
  };
  return {
    rawPages: () => pagesUnder(rawPrefix),

    async rawPagesOf(id, day) {
      const keys: string[] = [];
      for await (const pages of pagesUnder(`${rawPrefix}${day}/`))
        keys.push(...pages.filter(({ articleId }) => articleId === id).map(({ key }) => key));
      return keys;
    },

    async holdsRawPage(key) {
      const object = parseRawKey(key)?.object;
      const contents = object === undefined ? [] : await contentsOf(object);
      return pagesIn({ key: object ?? '', storedAt: new Date(0) }, contents).some(
        (page) => page.key === key,
      );
    },
  };
}

/** Its pages; of an object that is no pack, itself. */
function pagesIn(object: ArchivedPage, contents: PackContents | undefined): ArchivedPage[] {
  if (contents === undefined) return [object];
  const { storedAt } = object;
  return placesIn(object.key, contents).flatMap(({ articleId, ...place }) =>
    articleId === undefined ? [] : [{ key: rawKeyOf(place), storedAt, articleId }],
  );
}
