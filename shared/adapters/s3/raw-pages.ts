import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { ArchivedPage, StoreWalk } from '../../ports/store-walk.ts';

/** Lists what the archive of raw pages holds. */
export function s3RawPages(
  client: S3Client,
  bucket: string,
): Pick<StoreWalk, 'rawPages' | 'rawPagesOf'> {
  const pages = async function* (Prefix: string): AsyncGenerator<ArchivedPage[]> {
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client },
      { Bucket: bucket, Prefix },
    ))
      yield Contents.map(({ Key = '', LastModified = new Date() }) => ({
        ...{ key: Key, storedAt: LastModified },
      }));
  };
  return {
    rawPages: () => pages('raw/'),
    async rawPagesOf(site, id) {
      const all: ArchivedPage[] = [];
      for await (const page of pages(`raw/${site}/${id}/`)) all.push(...page);
      return all;
    },
  };
}
