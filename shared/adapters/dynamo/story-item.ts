import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { StoryProfile, StoryState } from '../../linking/story-state.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import { storyShards } from '../../tables.ts';
import { readItem, schemaVersion } from './stored-item.ts';

/** A profile is read back only up to this size, whatever an item claims. */
const maxUnpackedBytes = 5_000_000;

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
  terms: z.array(z.tuple([z.string(), z.number()])),
  places: texts,
  mergedInto: storyId.exactOptional(),
  version: z.int().positive(),
  profile: z.instanceof(Uint8Array),
});

const profileJson = z.object({
  language: z.string(),
  sum: z.array(z.tuple([z.string(), z.number()])),
  reports: z.int().nonnegative(),
  members: texts,
  sketches: z.array(z.tuple([articleId, instant, z.array(z.number()), z.array(z.number())])),
  posted: z.object({ at: instant, terms: texts, crowd: z.number() }),
});

/** What a story is stored as: what consumers read, the key of the latest index, and the packed profile. */
export function itemOf({ story, profile }: StoryState): Record<string, unknown> {
  const { storyId: id, articleCount, mergedInto, lastSeenAt } = story;
  const listed = articleCount > 0 && mergedInto === undefined;
  return {
    ...story,
    ...(listed && { latestBucket: dayBucket(lastSeenAt, id) }),
    profile: pack(profile),
    schemaVersion,
  };
}

/** A story read back. */
export function stateOf(item: Readonly<Record<string, unknown>>, table: string): StoryState {
  const key = String(item['storyId']);
  const { profile, ...story } = readItem(storyItem, item, { table, key });
  return { story, profile: unpack(profile, { table, key }) };
}

/** `YYYY-MM-DD#shard`; the shard follows from the id, so that a story stays in one. */
const dayBucket = (at: string, id: string): string =>
  `${at.slice(0, 10)}#${Number.parseInt(id.slice(-4), 16) % storyShards}`;

/** Compressed, since each kilobyte of an item costs a write unit each time. */
function pack({ sum, members, sketches, ...rest }: StoryProfile): Uint8Array {
  const json: z.input<typeof profileJson> = {
    ...{ language: rest.language, sum: [...sum], reports: rest.reports, members: [...members] },
    sketches: sketches.map((sketch) => [
      sketch.articleId,
      sketch.publishedAt,
      [...sketch.shingles],
      [...sketch.terms],
    ]),
    posted: { ...rest.posted, terms: [...rest.posted.terms] },
  };
  return deflateRawSync(JSON.stringify(json));
}

function unpack(packed: Uint8Array, item: { table: string; key: string }): StoryProfile {
  const text = inflateRawSync(packed, { maxOutputLength: maxUnpackedBytes }).toString();
  const { sum, members, sketches, ...rest } = readItem(profileJson, JSON.parse(text), item);
  return {
    ...rest,
    sum: new Map(sum),
    members: new Set(members),
    sketches: sketches.map(([id, publishedAt, shingles, terms]) => ({
      ...{ articleId: id, publishedAt, shingles, terms },
    })),
  };
}
