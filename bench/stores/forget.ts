import type { StoryId } from '../../shared/model/ids.ts';
import type { MemoryTables } from './memory-stores.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** No look-up reaches back so far: the index has dropped its postings, and a story is found for six days. */
const keptDays = 10;

/**
 * Drops what time to live has dropped from the index by now, and what no look-up can reach any more:
 * what is left is bounded by time, however long a stream goes on.
 */
export function forget(tables: MemoryTables, now: number): void {
  const before = new Date(now - keptDays * dayMs).toISOString();
  for (const [id, record] of tables.articles)
    if ('publishedAt' in record && record.publishedAt < before) {
      tables.articles.delete(id);
      tables.revisions.delete(`${id} 1`);
    }
  for (const [id, { story }] of tables.stories)
    if (story.lastSeenAt < before) tables.stories.delete(id);
  for (const [key, link] of tables.links)
    if (!tables.articles.has(link.articleId)) tables.links.delete(key);
  for (const [term, postings] of tables.postings) {
    const kept = postings.filter((posting) => posting.at >= before);
    if (kept.length === 0) tables.postings.delete(term);
    else if (kept.length < postings.length) tables.postings.set(term, kept);
  }
  for (const [key, change] of tables.changes)
    if (change.changedAt < before) tables.changes.delete(key);
  tables.events.length = 0;
}

/** How much each table holds. */
export const sizesOf = (tables: MemoryTables) => ({
  articles: tables.articles.size,
  stories: tables.stories.size,
  links: tables.links.size,
  terms: tables.postings.size,
});

/** The story that a story is part of now, through redirects. */
export function livingStory(tables: MemoryTables, id: StoryId): StoryId {
  let living = id;
  for (let hops = 0; hops < 20; hops++) {
    const next = tables.stories.get(living)?.story.mergedInto;
    if (next === undefined) break;
    living = next;
  }
  return living;
}
