import type { S3Client } from '@aws-sdk/client-s3';
import type { Eraser } from '../../ports/takedown.ts';
import { purge } from './purge.ts';
import { s3RawArchive } from './raw-archive.ts';
import { parseRawKey } from './raw-key.ts';
import { s3RawPages } from './raw-pages.ts';

/** Finds all pages of an article, blanks them, and deletes what their packs were before. */
export const s3RawEraser = (
  client: S3Client,
  bucket: string,
): Pick<Eraser, 'rawPagesOf' | 'eraseRawPages'> => ({
  rawPagesOf: s3RawPages(client, bucket).rawPagesOf,

  async eraseRawPages(keys) {
    const archive = s3RawArchive(client, bucket);
    let count = 0;
    for (const key of keys) {
      const object = parseRawKey(key)?.object;
      if (object === undefined) continue;
      if ((await archive.find(key)) !== undefined) count++;
      await archive.remove(key);
      // Also of a page that an earlier run has blanked: it may have died before this.
      await purge(client, bucket, { prefix: object, keepLatest: true });
    }
    return count;
  },
});
