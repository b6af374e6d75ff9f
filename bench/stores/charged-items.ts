import { itemOf } from '../../shared/adapters/dynamo/article-item.ts';
import { schemaVersion } from '../../shared/adapters/dynamo/stored-item.ts';
import type { ArticleRecord } from '../../shared/model/article.ts';
import type { Link } from '../../shared/model/story.ts';
import { tables } from '../../shared/tables.ts';
import { type Item, indexEntry, indexWriteUnits, keysOf } from '../cost/dynamo-units.ts';
import { itemSize } from './cost.ts';

/** Bytes of a record with all that the table holds of it; none where there is none. */
export const sizeOfRecord = (record: ArticleRecord | undefined): number =>
  record === undefined ? 0 : itemSize(itemOf(record));

/** Bytes of what the index of a story's articles holds of one. */
export const sizeOfMember = (record: ArticleRecord): number =>
  itemSize(indexEntry(itemOf(record), tables.articles, tables.articles.indexes.story) ?? {});

/** Bytes of one end of a link; none where there is none. */
export const sizeOfLink = (link: Link | undefined): number =>
  link === undefined
    ? 0
    : itemSize({ ...link, kindAndOther: `${link.kind}#${link.otherId}`, schemaVersion });

/** What the index of latest stories is charged for a write. */
export const latestWrites = (before: Item | undefined, after: Item): number =>
  indexWriteUnits(
    { before: latestEntry(before), after: latestEntry(after) },
    keysOf(tables.stories.indexes.latest),
  );

const latestEntry = (item: Item | undefined): Item | undefined =>
  indexEntry(item, tables.stories, tables.stories.indexes.latest);
