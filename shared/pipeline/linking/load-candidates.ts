import {
  firstLookups,
  isFound,
  lookupTerms,
  lookupWindow,
  pointersTo,
  rankCandidates,
} from '../../linking/candidates/candidates.ts';
import {
  allGoingOn,
  besideFound,
  crowdAt,
  isQuiet,
  rosterTerm,
} from '../../linking/candidates/crowd.ts';
import type { Surroundings } from '../../linking/decide/decide-story.ts';
import { dampingOf } from '../../linking/likeness/damping.ts';
import { findLiving } from '../../linking/story/follow-merges.ts';
import type { Report } from '../../linking/story/grow-story.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import type { Instant, StoryId } from '../../model/ids.ts';
import type { Posting } from '../../ports/stories.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { storyIdOf } from '../../url/ids.ts';
import type { LinkArticlePorts } from './link-ports.ts';

/** What is known of a report's surroundings when its story is decided. */
export type Found = Surroundings & {
  readonly candidates: readonly StoryState[];
  /** Where the story leads that the report was known to be in. */
  readonly known: StoryId | undefined;
};

type Ports = Pick<LinkArticlePorts, 'linkIndex' | 'stories'>;

/** How it is looked for. */
type Looking = {
  /** The story that the report is known to be in. */
  readonly known: StoryId | undefined;
  /** Sees every finished write, and leaves out no word. */
  readonly latest?: boolean;
  /** What {@link readRoster} gave a moment ago. */
  readonly roster?: readonly Posting[] | undefined;
};

/** The stories of a report's language that tell how many go on around it. */
export const readRoster = (
  language: string,
  at: Instant,
  { linkIndex }: Pick<Ports, 'linkIndex'>,
): Promise<readonly Posting[]> =>
  linkIndex.find([rosterTerm(primaryLanguage(language))], lookupWindow(at));

/** The stories that a report may belong to, and the one that it is known to be in. */
export async function loadCandidates(
  report: Report,
  { known, latest = false, roster }: Looking,
  ports: Ports,
): Promise<Found> {
  const { language, at } = report;
  const filed = roster ?? (await readRoster(language, at, ports));
  // A story that the report would found is no company to it: its postings may be of a try that died.
  const own = storyIdOf(report.articleId);
  const { ids, ...stream } = await findStories(report, { filed, latest, own }, ports);
  const wanted = new Set([...ids, ...(known === undefined ? [] : [known])]);
  // It is there where a try died that founded it, or another has come first.
  if (latest) wanted.add(own);
  const read = latest ? 'latest' : undefined;
  const { living, leadsTo } = await findLiving([...wanted], ports.stories, read);
  const others = living.filter(({ story }) => story.storyId !== own);
  const damping = stream.damping ?? dampingBy(others, report, stream.crowd);
  return { ...stream, damping, candidates: living, known: known && leadsTo(known) };
}

/** Where no word was looked up, what the stories say that were read tells as much of the words. */
const dampingBy = (stories: readonly StoryState[], { signature, at }: Report, crowd: number) =>
  dampingOf(pointersTo(stories, signature), { language: signature.language, at, crowd });

type Asking = {
  readonly filed: readonly Posting[];
  readonly latest: boolean;
  /** The story that the report would found. */
  readonly own: StoryId;
};

/** What was looked up of a report's stories. */
type LookedUp = Omit<Surroundings, 'damping'> & {
  readonly ids: readonly StoryId[];
  /** By the postings of its words, where they were asked for. */
  readonly damping?: Surroundings['damping'];
};

/** All stories that go on where those are few, else those that share the report's best words. */
async function findStories(
  { signature, at }: Report,
  { filed, latest, own }: Asking,
  { linkIndex }: Ports,
): Promise<LookedUp> {
  const { language, vector } = signature;
  const listed = filed.filter(({ storyId }) => storyId !== own);
  const crowd = crowdAt(at, listed);
  const all = allGoingOn(listed, crowd);
  if (all !== undefined) {
    const ids = listed.length < filed.length ? [...all, own] : all;
    return { ids, crowd, quiet: isQuiet(listed, { at, crowd }) };
  }

  const about = await lookUp(lookupTerms(signature), latest, (terms) =>
    linkIndex.find(terms, lookupWindow(at)),
  );
  const others = about.filter(({ storyId }) => storyId !== own);
  const damping = dampingOf(others, { language, at, crowd });
  const found = rankCandidates({ vector, at, damping }, about);
  return { ids: [...found, ...besideFound(found, listed, { at, crowd })], crowd, damping };
}

/** Postings of the best words, and of the others unless those have found a story. */
async function lookUp(
  terms: readonly string[],
  all: boolean,
  find: (terms: readonly string[]) => Promise<readonly Posting[]>,
): Promise<readonly Posting[]> {
  if (all) return find(terms);
  const first = await find(terms.slice(0, firstLookups));
  if (isFound(first)) return first;
  return [...first, ...(await find(terms.slice(firstLookups)))];
}
