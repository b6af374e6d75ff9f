import type { ArticleId, Instant, StoryId } from '../../model/ids.ts';
import type { Mention, Story } from '../../model/story.ts';
import { termHash } from '../../text/term-hash.ts';
import { furtherTerm, postingTerms, refileHours } from '../candidates/candidates.ts';
import { inStream, isKey } from '../candidates/index-keys.ts';
import type { Surroundings } from '../decide/decide-story.ts';
import { earlierOf, laterOf } from '../likeness/instants.ts';
import type { Signature } from '../likeness/signature.ts';
import type { Vector } from '../likeness/vector.ts';
import { chooseHeadline } from './headline.ts';
import { isToldAnew, keyPhrases, keyTerms } from './key-terms.ts';
import {
  keptMentions,
  keptPlaces,
  keptSites,
  keptSketches,
  rememberedMembers,
} from './story-bounds.ts';
import { seenUntil } from './story-place.ts';
import {
  type Filing,
  type MemberSketch,
  memberKey,
  type StoryProfile,
  type StoryState,
  type Telling,
  tellingIn,
  tellingsOf,
  tellMore,
} from './story-state.ts';

/** A report as it goes into a story. */
export type Report = {
  readonly articleId: ArticleId;
  readonly url: string;
  readonly title: string;
  /** Text from which the words of key terms are taken: title and lead. */
  readonly words: string;
  readonly language: string;
  /** Registrable domain of the outlet. */
  readonly site: string;
  readonly at: Instant;
  readonly signature: Signature;
  readonly places: readonly string[];
  /** A teaser stands for an article that is not stored. */
  readonly kind: 'article' | 'mention';
};

/** By so many hashes of terms the nearest member is found. */
const sketchTerms = 8;

const quiet: Surroundings = { crowd: 0, damping: new Map() };

/** A story of nobody yet; the report that founds it is added like any other. */
export function emptyStory(storyId: StoryId, { at, signature, title }: Report): StoryState {
  return {
    story: {
      storyId,
      headline: title,
      languages: [],
      sites: [],
      articleCount: 0,
      mentions: [],
      firstSeenAt: at,
      lastSeenAt: at,
      terms: [],
      places: [],
      version: 0,
    },
    profile: {
      language: signature.language,
      sum: new Map(),
      reports: 0,
      members: new Set(),
      sketches: [],
      posted: { at, terms: [], crowd: 0 },
    },
  };
}

/**
 * A story with one more report. Adding a report that it has changes nothing, which is what
 * makes a second try harmless.
 *
 * @param stream what is filed now tells those who come later how many stories go on, and is
 *   filed under words by which few of them go
 */
export function addReport(
  state: StoryState,
  report: Report,
  stream: Surroundings = quiet,
): StoryState {
  const { story, profile } = state;
  const key = memberKey(report.articleId);
  const mentioned = story.mentions.some(({ articleId }) => articleId === report.articleId);
  if (profile.members.has(key) || (mentioned && report.kind === 'mention')) return state;

  const { language } = report.signature;
  // The teaser's words are in the sum already; the article's own are the better ones.
  const told = tellMore(profile, language, { sum: report.signature.vector, reports: 1 });
  const grown: StoryState = {
    story: {
      ...grownStory(story, report, language === profile.language ? told : undefined),
      mentions: mentionsAfter(story.mentions, report),
      version: story.version + 1,
    },
    profile: {
      ...told,
      ...(report.kind === 'article' && {
        members: membersAfter(profile.members, key),
        sketches: [...profile.sketches, sketchOfMember(report)].slice(-keptSketches),
      }),
    },
  };
  const posted = postedAfter(state, report, { grown: grown.profile, ...stream });
  return { ...grown, profile: { ...grown.profile, posted } };
}

/** @param told what the story says in its language now; absent where the report is in another */
function grownStory(story: Story, report: Report, told: Telling | undefined): Story {
  const article = report.kind === 'article';
  return {
    ...seenUntil(story, laterOf(report.at, story.lastSeenAt)),
    ...(told !== undefined && {
      headline: chooseHeadline({
        current: story.headline,
        offered: report.title,
        language: report.language,
        sum: told.sum,
      }),
      ...(isToldAnew(told.reports) && { terms: termsAfter(story, report, told.sum) }),
    }),
    languages: withOne(story.languages, report.signature.language),
    sites: article ? withOne(story.sites, report.site) : story.sites,
    articleCount: story.articleCount + (article ? 1 : 0),
    firstSeenAt: earlierOf(report.at, story.firstSeenAt),
    places: [...new Set([...story.places, ...report.places])].slice(0, keptPlaces),
  };
}

/** A mention gives way to its article. */
function mentionsAfter(mentions: readonly Mention[], report: Report): Mention[] {
  const { articleId, url, title, kind } = report;
  const others = mentions.filter((mention) => mention.articleId !== articleId);
  return kind === 'article' ? others : [...others, { articleId, url, title }].slice(-keptMentions);
}

const membersAfter = (members: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  new Set([...members, key].slice(-rememberedMembers));

const sketchOfMember = ({ articleId, at, signature }: Report): MemberSketch => ({
  articleId,
  publishedAt: at,
  shingles: signature.sketch,
  terms: termHashes(signature),
});

/** Hashes of the heaviest terms. */
export const termHashes = ({ vector }: Signature): number[] =>
  [...vector.keys()].slice(0, sketchTerms).map(termHash);

/** Filed anew when it has gone on for long; until then under one more key for a report at most. */
function postedAfter(
  { story, profile }: StoryState,
  { at, signature }: Report,
  { grown, crowd, damping, quiet = false }: Surroundings & { readonly grown: StoryProfile },
): Filing {
  const { posted } = profile;
  const { language } = signature;
  const isNew = posted.terms.length === 0;
  const later = Date.parse(at) - Date.parse(posted.at) >= refileHours * 60 * 60 * 1000;
  const terms = ({ keys, size, of }: { keys: string[]; size: number; of: string }) =>
    postingTerms({ storyId: story.storyId, language: of, keys, crowd, size, quiet });
  if (isNew) {
    const keys = inStream(signature.keys, damping);
    const size = grown.sum.size;
    return { at, terms: terms({ keys, size, of: language }), crowd: Math.round(crowd) };
  }
  if (later) {
    const anew = [...tellingsOf(grown)].flatMap(([of, { sum }]) =>
      terms({ keys: [...sum.keys()].filter(isKey), size: sum.size, of }),
    );
    return { at, terms: anew, crowd: Math.round(crowd) };
  }
  const before = tellingIn(profile, language)?.sum ?? new Map();
  const known = { language, posted, sum: before };
  const further = furtherTerm(inStream(signature.keys, damping), known);
  return further === undefined ? posted : { ...posted, terms: [...posted.terms, further] };
}

/** Key terms as a person reads them, not as stems. */
function termsAfter(story: Story, report: Report, sum: Vector): Story['terms'] {
  const told = { language: report.language, sum };
  const known = story.terms.map(([phrase]) => phrase);
  return keyTerms([...known, ...keyPhrases(report.words, told)], told);
}

const withOne = (list: readonly string[], item: string): readonly string[] =>
  list.includes(item) ? list : [...list, item].slice(0, keptSites);

/**
 * A story without a report. Its words stay: what they drew in belongs together still.
 * Removing a report that is not in it changes nothing.
 */
export function removeReport(state: StoryState, articleId: ArticleId): StoryState {
  const { story, profile } = state;
  const key = memberKey(articleId);
  const mentions = story.mentions.filter((mention) => mention.articleId !== articleId);
  const counted = profile.members.has(key);
  if (!counted && mentions.length === story.mentions.length) return state;
  return {
    story: {
      ...story,
      mentions,
      articleCount: story.articleCount - (counted ? 1 : 0),
      version: story.version + 1,
    },
    profile: {
      ...profile,
      members: new Set([...profile.members].filter((member) => member !== key)),
      sketches: profile.sketches.filter((sketch) => sketch.articleId !== articleId),
    },
  };
}
