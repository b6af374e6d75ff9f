import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packProfile, unpackProfile } from '../../../../shared/adapters/dynamo/story-profile.ts';
import { addReport, emptyStory } from '../../../../shared/linking/story/grow-story.ts';
import { storyIdOf } from '../../../../shared/url/ids.ts';
import { aReport } from '../../../builders/a-story.ts';

const words = ['harbour', 'strike', 'Ostrava', 'ميناء', 'إضراب', '港口', 'crane', 'wages', 'ferry'];
const titles = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 });
const reports = fc
  .array(
    fc.record({
      title: titles.map((list) => list.join(' ')),
      minute: fc.integer({ min: 0, max: 20_000 }),
      kind: fc.constantFrom('article' as const, 'mention' as const),
      language: fc.constantFrom('en', 'en', 'ar', 'zh'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) =>
    list.map(({ title, minute, kind, language }, at) =>
      aReport({
        ...{ title, kind, language, text: `${title} ${title}`, url: `https://news.example/${at}` },
        at: new Date(Date.UTC(2026, 0, 5) + minute * 60_000).toISOString(),
      }),
    ),
  );

describe('a packed profile', () => {
  it('reads back as the profile that was packed, whatever went into the story', () => {
    const law = fc.property(reports, (list) => {
      const [first = aReport()] = list;
      const empty = emptyStory(storyIdOf(first.articleId), first);
      const { profile } = list.reduce(
        (state, report) => addReport(state, report, { crowd: 40, damping: new Map() }),
        empty,
      );
      expect(unpackProfile(packProfile(profile))).toEqual(profile);
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
  });

  it('refuses bytes that are none', () => {
    const { profile } = addReport(emptyStory(storyIdOf(aReport().articleId), aReport()), aReport());
    const packed = packProfile(profile);
    expect(() => unpackProfile(packed.subarray(0, 20))).toThrow();
    expect(() => unpackProfile(Uint8Array.of(9, 1, 2))).toThrow(RangeError);
    expect(() => unpackProfile(new Uint8Array(100).fill(255))).toThrow(RangeError);
  });
});
