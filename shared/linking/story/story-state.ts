import type { ArticleId, Instant } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import { founderOf } from '../../url/ids.ts';
import { inThousandths } from '../likeness/thousandths.ts';
import { heaviest, type Vector } from '../likeness/vector.ts';
import { mostTellings, sumTerms, tellingTerms } from './story-bounds.ts';

/** What a story remembers of one of its latest members, to find the nearest one. */
export type MemberSketch = {
  readonly articleId: ArticleId;
  readonly publishedAt: Instant;
  /** Smallest shingle hashes; see `near-copy.ts`. */
  readonly shingles: readonly number[];
  /** Hashes of the heaviest terms. */
  readonly terms: readonly number[];
};

/** Under what the index knows a story. */
export type Filing = {
  /** The instant that its postings carry. */
  readonly at: Instant;
  readonly terms: readonly string[];
  /** About how many stories went on then; see `crowd.ts`. */
  readonly crowd: number;
};

/** What reports of one language say: words of another are not for one sum with theirs. */
export type Telling = Pick<StoryProfile, 'sum' | 'reports'>;

/** What the linker keeps of a story beside what consumers see. */
export type StoryProfile = {
  /** Primary language of the story: its headline and key terms are in it. */
  readonly language: string;
  /** Sum of the vectors of the reports in it, heaviest first; bounded. */
  readonly sum: Vector;
  /** How many reports the sum is of. */
  readonly reports: number;
  /** What its reports in other languages say, which have come to it by merges; by language, bounded. */
  readonly tellings?: ReadonlyMap<string, Telling>;
  /** The first ten hexadecimal digits of each member's id: who was counted already. */
  readonly members: ReadonlySet<string>;
  /** Latest last; bounded. */
  readonly sketches: readonly MemberSketch[];
  readonly posted: Filing;
};

/** A story and what the linker needs to grow it; stored as one item. */
export type StoryState = { readonly story: Story; readonly profile: StoryProfile };

/** The form in which a story remembers a member. */
export const memberKey = (id: ArticleId): string => id.slice(1, 11);

/** Who founded a story; of a story that a teaser founded, the earliest report still at hand. */
export function firstReport({ story, profile }: StoryState): ArticleId | undefined {
  const founder = founderOf(story.storyId);
  return profile.members.has(memberKey(founder)) ? founder : profile.sketches[0]?.articleId;
}

/**
 * A story as one language tells it, to be compared with reports of that language.
 *
 * @returns `undefined` where it has no report in it
 *
 * @example
 * toldIn(state, 'ar')?.profile.sum // terms of its Arabic reports alone
 */
export function toldIn(state: StoryState, language: string): StoryState | undefined {
  const { story, profile } = state;
  if (profile.language === language) return state;
  const telling = profile.tellings?.get(language);
  return telling && { story, profile: { ...profile, language, ...telling } };
}

/** Every language in which a story is told, its own first. */
export const tellingsOf = ({ language, sum, reports, tellings }: StoryProfile) =>
  new Map<string, Telling>([[language, { sum, reports }], ...(tellings ?? [])]);

/** What a story's reports in a language say, if it has any. */
export const tellingIn = (profile: StoryProfile, language: string): Telling | undefined =>
  language === profile.language ? profile : profile.tellings?.get(language);

/** A profile that says this in that language. */
export function withTelling(
  profile: StoryProfile,
  language: string,
  telling: Telling,
): StoryProfile {
  if (language === profile.language) return { ...profile, ...telling };
  const tellings = new Map(profile.tellings);
  if (!tellings.has(language) && tellings.size >= mostTellings) return profile;
  return { ...profile, tellings: tellings.set(language, telling) };
}

/**
 * A profile that says this, too, in that language. Words are rounded as they are stored: a story
 * read back is the story that was written.
 */
export function tellMore(profile: StoryProfile, language: string, more: Telling): StoryProfile {
  const known = tellingIn(profile, language);
  const most = language === profile.language ? sumTerms : tellingTerms;
  const sum = known === undefined ? more.sum : sumOf(known.sum, more.sum);
  const reports = (known?.reports ?? 0) + more.reports;
  return withTelling(profile, language, { sum: asStored(heaviest(sum, most)), reports });
}

function sumOf(a: Vector, b: Vector): Vector {
  const sum = new Map(a);
  for (const [term, weight] of b) sum.set(term, (sum.get(term) ?? 0) + weight);
  return sum;
}

/** Of a vector that was just made. */
function asStored(vector: Map<string, number>): Vector {
  for (const [term, weight] of vector) vector.set(term, inThousandths(weight));
  return vector;
}
