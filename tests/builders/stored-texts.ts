import type { MemoryTables } from '../../bench/stores/memory-stores.ts';

/**
 * Everything that linking has stored, as a text that is the same for tables that are; how often a story
 * was written does not count.
 */
export const storedTexts = (tables: MemoryTables): string =>
  JSON.stringify([
    [...tables.articles.values()],
    [...tables.stories.values()].map(({ story, profile }) => [
      { ...story, version: 0 },
      { ...profile, sum: [...profile.sum], members: [...profile.members] },
    ]),
    [...tables.postings].map(([term, all]) => [term, all.map(({ storyId }) => storyId)]).sort(),
    [...tables.links].sort(([a], [b]) => (a < b ? -1 : 1)),
    [...tables.changes.keys()].sort(),
  ]);
