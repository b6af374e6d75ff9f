import { itemOf } from '../../shared/adapters/dynamo/article-item.ts';
import { schemaVersion } from '../../shared/adapters/dynamo/stored-item.ts';
import type { ArticleRecord, Revision } from '../../shared/model/article.ts';
import type { Link } from '../../shared/model/story.ts';
import { tables } from '../../shared/tables.ts';
import { type Item, indexEntry, indexWriteUnits, keysOf } from '../cost/dynamo-units.ts';
import { itemSize, sizeOf } from './cost.ts';

/** Bytes of a record with all that the table holds of it; none where there is none. */
export const sizeOfRecord = onceFor((record: ArticleRecord) => itemSize(itemOf(record)));

/** Bytes of a version as it stands; none where there is none. */
export const sizeOfRevision = onceFor((revision: Revision) => sizeOf(revision));

/** What is stored is never changed in place, and read many times. */
function onceFor<Stored extends object>(sizeIt: (stored: Stored) => number) {
  const known = new WeakMap<Stored, number>();
  return (stored: Stored | undefined): number => {
    if (stored === undefined) return 0;
    const size = known.get(stored) ?? sizeIt(stored);
    known.set(stored, size);
    return size;
  };
}

/** Bytes of what the index of a story's articles holds of one. */
export const sizeOfMember = (record: ArticleRecord): number =>
  itemSize(indexEntry(itemOf(record), tables.articles, tables.articles.indexes.story) ?? {});

/** Bytes of one end of a link; none where there is none. */
export const sizeOfLink = (link: Link | undefined): number =>
  link === undefined
    ? 0
    : itemSize({ schemaVersion, kindAndOther: `${link.kind}#${link.otherId}`, ...link });

/** What the index of latest stories holds of one. */
export const latestEntry = (item: Item): Item | undefined =>
  indexEntry(item, tables.stories, tables.stories.indexes.latest);

/** What that index is charged for a write. */
export const latestWrites = (before: Item | undefined, after: Item | undefined): number =>
  indexWriteUnits({ before, after }, keysOf(tables.stories.indexes.latest));
