import { founderOf, storyIdOf } from '../../url/ids.ts';
import { fadingFrom } from '../likeness/instants.ts';
import { dot } from '../likeness/vector.ts';
import type { Report } from '../story/grow-story.ts';
import { memberKey, type StoryState, type Telling } from '../story/story-state.ts';
import { storyLikeness, tellingLikeness } from './decide-merge.ts';
import { coherenceOf, joinBar } from './decide-story.ts';
import { tellAnew } from './tell-anew.ts';

/** With so many reports a story is looked at: often while it is small and cheap to read, then more and more rarely. */
const lookedAtWith: ReadonlySet<number> = new Set([4, 5, 6, 8, 10, 14, 20, 28]);
/** A story two of whose reports are more alike than this on average is not looked at: hardly any of them told two events. */
const looseLikeness = 0.25;
/** Two camps whose likeness is below this part of the bar of a merge are two stories: never so alike that they would be merged again. */
const splitPart = 0.95;
/**
 * However many stories go on, the bar is that among so many: what a crowd makes a join want keeps
 * chance out, and reports that have come together need not be told apart for it.
 */
const crowdOfSplit = 40;
/** So much is left of the likeness of two camps, however many days lie between them: what comes of an event later is its story, too. */
const leastLeft = 0.6;
/** Leads alone are less alike than whole texts: so far above the bar they leave it open whether their stories are two. */
const leadsPart = 1.3;
/** One report alone is no camp: what it tells is as often the same event in other words. */
const smallestCamp = 2;
/** Nor are a few of many, which tell a side of it. */
const smallestPart = 1 / 4;

/**
 * Whether it is worth reading all reports of a story: it has just grown to a size at which that
 * is done, and they are so unlike that it may tell two events.
 *
 * @example
 * isLoose(emptyStory(storyId, report)) // false
 */
export const isLoose = ({ profile }: StoryState): boolean =>
  lookedAtWith.has(profile.members.size) &&
  profile.tellings === undefined &&
  meanLikeness(profile) <= looseLikeness;

/** Of every two reports of a story: the square of their sum's length, less what each adds by itself. */
function meanLikeness(telling: Telling): number {
  const { reports } = telling;
  return (reports * coherenceOf(telling) ** 2 - 1) / Math.max(1, reports - 1);
}

/** A story in two: that of its founder, which keeps the id, and another. */
export type Split = { readonly stays: readonly Report[]; readonly leaves: readonly Report[] };

/**
 * Whether the reports of a story tell two events: they fall into two camps that are less alike
 * than two stories have to be to be merged.
 *
 * A report is given a story when little is known. Where a founder of a new event joined an old one,
 * those who come after it do, too; by then the camps show.
 *
 * @param reports all of the story
 * @param crowd stories of the language that go on
 * @returns `undefined` when they tell one
 *
 * @example
 * decideSplit(state, [ferry, ferryAgain, chess, chessAgain], { crowd: 12 })?.leaves // [chess, chessAgain]
 */
export const decideSplit = (
  state: StoryState,
  reports: readonly Report[],
  { crowd }: { readonly crowd: number },
): Split | undefined => partedBelow(splitPart, state, { reports, crowd });

/**
 * Whether reports may tell two events, as far as their leads show: where they do not, no text need be read.
 *
 * @param leads the reports of a story, each by its title and lead alone
 *
 * @example
 * mayBeTwo(state, [ferry, ferryAgain, ferryToo, ferryLater], { crowd: 12 }) // false
 */
export const mayBeTwo = (
  state: StoryState,
  leads: readonly Report[],
  { crowd }: { readonly crowd: number },
): boolean => partedBelow(splitPart * leadsPart, state, { reports: leads, crowd }) !== undefined;

/** @param part of the bar of a merge, below which two camps are two stories */
function partedBelow(
  part: number,
  { story, profile }: StoryState,
  { reports, crowd }: { readonly reports: readonly Report[]; readonly crowd: number },
): Split | undefined {
  if (reports.some(({ signature }) => signature.language !== profile.language)) return undefined;
  const [first, second] = campsOf([...reports].sort(inTime));
  if (first === undefined || second === undefined) return undefined;
  const smallest = Math.max(smallestCamp, smallestPart * reports.length);
  if (Math.min(first.length, second.length) < smallest) return undefined;
  const split = withFounder(first, second, memberKey(founderOf(story.storyId)));
  const [ours, theirs] = [split.stays, split.leaves].map((camp) => {
    const [founder] = camp;
    return founder && tellAnew(storyIdOf(founder.articleId), camp.map(untitled), { crowd });
  });
  if (ours === undefined || theirs === undefined) return undefined;
  const bar = joinBar(Math.min(crowd, crowdOfSplit), profile.language) * part;
  return campLikeness(ours, theirs) < bar ? split : undefined;
}

/** Of camps that are compared nobody reads headlines and key terms, which take longest to choose. */
const untitled = (report: Report): Report => ({ ...report, title: '', words: '' });

/** How alike two camps are: less as time lies between them, but never by more than a part. */
const campLikeness = (a: StoryState, b: StoryState): number =>
  Math.max(storyLikeness(a, b), leastLeft * tellingLikeness(a, b));

/** The camp of the founder stays; where the founder has left, the larger one, then the older one. */
function withFounder(a: readonly Report[], b: readonly Report[], founder: string): Split {
  const founded = (camp: readonly Report[]) =>
    camp.some(({ articleId }) => memberKey(articleId) === founder);
  if (founded(a)) return { stays: a, leaves: b };
  if (founded(b)) return { stays: b, leaves: a };
  return b.length > a.length ? { stays: b, leaves: a } : { stays: a, leaves: b };
}

const inTime = (a: Report, b: Report): number => (a.at + a.articleId < b.at + b.articleId ? -1 : 1);

/**
 * Reports in two camps by average linkage: the two groups that are likest become one until two
 * are left. Each camp is in the order of the reports, as are the camps.
 */
function campsOf(reports: readonly Report[]): (readonly Report[])[] {
  const likeness = likenessesOf(reports);
  let groups = reports.map((_, at) => [at]);
  while (groups.length > 2) {
    const [a, b] = likestOf(groups, likeness);
    const joined = [...(groups[a] ?? []), ...(groups[b] ?? [])];
    groups = groups.flatMap((group, at) => (at === b ? [] : [at === a ? joined : group]));
  }
  return groups.map((group) => group.sort((a, b) => a - b).flatMap((at) => reports[at] ?? []));
}

type Likeness = readonly (readonly number[])[];

/** Cosines of all pairs, less as time lies between the two. */
const likenessesOf = (reports: readonly Report[]): Likeness =>
  reports.map(({ at, signature }) => {
    const left = fadingFrom(at);
    return reports.map((other) => dot(signature.vector, other.signature.vector) * left(other.at));
  });

function likestOf(groups: readonly (readonly number[])[], likeness: Likeness): [number, number] {
  let likest: [number, number] = [0, 1];
  let most = -1;
  for (const [b, second] of groups.entries())
    for (const [a, first] of groups.slice(0, b).entries()) {
      const mean = likenessBetween(first, second, likeness);
      if (mean > most) [likest, most] = [[a, b], mean];
    }
  return likest;
}

function likenessBetween(a: readonly number[], b: readonly number[], likeness: Likeness): number {
  let sum = 0;
  for (const one of a) for (const other of b) sum += likeness[one]?.[other] ?? 0;
  return sum / (a.length * b.length);
}
