import * as z from 'zod';
import { CorruptItemError } from '../../errors.ts';
import type { StoryProfile, StoryState } from '../../linking/story/story-state.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import { storyShards } from '../../tables.ts';
import { readItem, schemaVersion } from './stored-item.ts';
import { packProfile, unpackProfile } from './story-profile.ts';

const articleId = z.string().transform((id) => id as ArticleId);
const storyId = z.string().transform((id) => id as StoryId);
const instant = z.iso.datetime({ precision: 3 });
const texts = z.array(z.string());

export const storyItem = z.object({
  storyId,
  headline: z.string(),
  languages: texts,
  sites: texts,
  articleCount: z.int().nonnegative(),
  mentions: z.array(z.object({ articleId, url: z.string(), title: z.string() })),
  firstSeenAt: instant,
  lastSeenAt: instant,
  newestAt: instant.exactOptional(),
  terms: z.array(z.tuple([z.string(), z.number()])),
  places: texts,
  mergedInto: storyId.exactOptional(),
  absorbed: z.array(storyId).exactOptional(),
  splitOff: z.array(storyId).exactOptional(),
  splitFrom: storyId.exactOptional(),
  splitting: z.object({ into: storyId, articleIds: z.array(articleId) }).exactOptional(),
  closesAt: instant.exactOptional(),
  reopenedAt: instant.exactOptional(),
  version: z.int().positive(),
  profile: z.instanceof(Uint8Array),
});

/** What a story is stored as: what consumers read, the keys of the latest index, and the packed profile. */
export function itemOf({ story, profile }: StoryState): Record<string, unknown> {
  const { listedAt, lastSeenAt, ...told } = story;
  const listed = told.articleCount > 0 && told.mergedInto === undefined;
  const place = listedAt ?? lastSeenAt;
  return {
    profile: packProfile(profile),
    schemaVersion,
    // The index goes by it.
    lastSeenAt: place,
    ...(place !== lastSeenAt && { newestAt: lastSeenAt }),
    ...(listed && { latestBucket: dayBucket(place, told.storyId) }),
    ...told,
  };
}

/** A story read back. */
export function stateOf(item: Readonly<Record<string, unknown>>, table: string): StoryState {
  const key = String(item['storyId']);
  const { profile, newestAt, ...story } = readItem(storyItem, item, { table, key });
  const seen = newestAt && { lastSeenAt: newestAt, listedAt: story.lastSeenAt };
  return { story: { ...story, ...seen }, profile: unpack(profile, { table, key }) };
}

/** `YYYY-MM-DD#shard`; the shard follows from the id, so that a story stays in one. */
const dayBucket = (at: string, id: string): string =>
  `${at.slice(0, 10)}#${Number.parseInt(id.slice(-4), 16) % storyShards}`;

function unpack(packed: Uint8Array, { table, key }: { table: string; key: string }): StoryProfile {
  try {
    return unpackProfile(packed);
  } catch (error) {
    throw new CorruptItemError(table, key, String(error));
  }
}
