import type { StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import { earlierOf, laterOf } from '../likeness/instants.ts';
import type { Vector } from '../likeness/vector.ts';
import { chooseHeadline } from './headline.ts';
import { keyTerms } from './key-terms.ts';
import {
  keptMentions,
  keptPlaces,
  keptSites,
  keptSketches,
  rememberedMembers,
} from './story-bounds.ts';
import { closingOf } from './story-life.ts';
import { seenUntil } from './story-place.ts';
import {
  type MemberSketch,
  memberKey,
  type StoryProfile,
  type StoryState,
  tellingsOf,
  tellMore,
} from './story-state.ts';

/** Stories that one story remembers to have taken in; an older redirect is followed in two steps. */
const rememberedMerges = 100;

/**
 * A story with all that another one holds. Taking in a story that it has taken in already
 * changes nothing, which is what makes a second try harmless.
 *
 * @example
 * mergeStates(state, other).story.articleCount // of both, each report once
 */
export function mergeStates(state: StoryState, other: StoryState): StoryState {
  const taken = state.story.absorbed ?? [];
  if (taken.includes(other.story.storyId)) return state;
  const absorbed = merged(taken, other).slice(-rememberedMerges);
  // What nobody tells any more is no part of what this one tells.
  if (other.profile.members.size === 0 && other.story.mentions.length === 0)
    return { ...state, story: { ...state.story, absorbed, version: state.story.version + 1 } };
  const profile = mergedProfile(state.profile, other.profile);
  const { sum, language } = profile;
  const { headline, terms } = state.story;
  const story: Story = {
    ...seenUntil(state.story, laterOf(state.story.lastSeenAt, other.story.lastSeenAt)),
    // What is said in another language is not for the headline.
    ...(language === other.profile.language
      ? {
          headline: chooseHeadline({
            ...{ current: headline, offered: other.story.headline, language, sum },
          }),
          terms: mergedTerms(state, other, sum),
        }
      : { headline, terms }),
    ...mergedLists(state, other),
    articleCount: state.story.articleCount + newMembers(state, other),
    firstSeenAt: earlierOf(state.story.firstSeenAt, other.story.firstSeenAt),
    absorbed,
    version: state.story.version + 1,
  };
  return { story: { ...story, closesAt: closingOf(story) }, profile };
}

/**
 * A story that became part of another: it keeps its item for those who cite its id, and nothing
 * that a reader would pay for.
 *
 * @example
 * redirected(state, into).story.mergedInto // into
 */
export function redirected({ story, profile }: StoryState, mergedInto: StoryId): StoryState {
  return { story: { ...story, mergedInto, version: story.version + 1 }, profile };
}

/** A redirected story without what its merge has taken over. */
export function emptied({ story, profile }: StoryState): StoryState {
  return {
    story: { ...story, articleCount: 0, mentions: [], terms: [], version: story.version + 1 },
    profile: {
      ...{ language: profile.language, sum: new Map(), reports: 0, members: new Set() },
      ...{ sketches: [], posted: { ...profile.posted, terms: [] } },
    },
  };
}

const merged = (taken: readonly StoryId[], { story }: StoryState): StoryId[] => [
  ...new Set([...taken, ...(story.absorbed ?? []), story.storyId]),
];

/** Reports of the other story that this one does not count yet. */
function newMembers({ profile }: StoryState, other: StoryState): number {
  let known = 0;
  for (const member of other.profile.members) if (profile.members.has(member)) known++;
  return other.story.articleCount - known;
}

function mergedLists(
  { story, profile }: StoryState,
  { story: other, profile: theirs }: StoryState,
) {
  const hasArticle = (key: string) => profile.members.has(key) || theirs.members.has(key);
  const mentions = new Map(
    [...other.mentions, ...story.mentions].map((mention) => [mention.articleId, mention]),
  );
  return {
    languages: union(story.languages, other.languages, keptSites),
    sites: union(story.sites, other.sites, keptSites),
    places: union(story.places, other.places, keptPlaces),
    mentions: [...mentions.values()]
      .filter(({ articleId }) => !hasArticle(memberKey(articleId)))
      .slice(-keptMentions),
  };
}

const union = (a: readonly string[], b: readonly string[], most: number): string[] =>
  [...new Set([...a, ...b])].slice(0, most);

/** What reports had made it that joined it one by one. What the other is filed under leads to it by the redirect. */
function mergedProfile(a: StoryProfile, b: StoryProfile): StoryProfile {
  const told = [...tellingsOf(b)].reduce(
    (profile, [language, theirs]) => tellMore(profile, language, theirs),
    a,
  );
  return {
    ...told,
    members: new Set([...new Set([...a.members, ...b.members])].slice(-rememberedMembers)),
    sketches: latest([...a.sketches, ...b.sketches]),
  };
}

function latest(sketches: readonly MemberSketch[]): MemberSketch[] {
  const byId = new Map(sketches.map((sketch) => [sketch.articleId, sketch]));
  const key = ({ publishedAt, articleId }: MemberSketch) => publishedAt + articleId;
  return [...byId.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)).slice(-keptSketches);
}

/** Of both, by what the story is about now. */
const mergedTerms = (
  { story, profile: { language } }: StoryState,
  other: StoryState,
  sum: Vector,
) =>
  keyTerms(
    [...story.terms, ...other.story.terms].map(([phrase]) => phrase),
    { language, sum },
  );
