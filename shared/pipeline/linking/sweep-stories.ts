import { groupBy } from '../../collections/group-by.ts';
import { acrossPairs } from '../../linking/across/across-pairs.ts';
import { decideMerge, type Merge } from '../../linking/decide/decide-merge.ts';
import { daysAfter } from '../../linking/likeness/instants.ts';
import { likePairs } from '../../linking/likeness/like-pairs.ts';
import { settleMerges } from '../../linking/story/settle-merges.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import type { LinkTask } from '../../messages.ts';
import type { Instant, StoryId } from '../../model/ids.ts';
import type { ListedStory, StoryLists, StoryStore } from '../../ports/stories.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { Clock } from '../../ports/web.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { type Encoded, type EncoderPorts, encodeStories } from './encode-stories.ts';

export type SweepPorts = {
  readonly lists: StoryLists;
  readonly stories: StoryStore;
  readonly sendLinkTasks: SendTasks<LinkTask>;
  /** Finds stories by what they mean; absent where a stage has no encoder. */
  readonly encoder?: EncoderPorts;
  readonly now: Clock;
};

export type SweepOutcome = {
  readonly kind: 'swept';
  readonly stories: number;
  /** Pairs whose headlines are alike, which were compared whole. */
  readonly compared: number;
  readonly merges: number;
  /** Pairs in two languages that were given to be compared by their texts. */
  readonly across: number;
  /** What the encoder did, where there is one. */
  readonly encoded?: Encoded;
};

/** How far back stories are looked at, and how far ahead: some clocks run fast. */
const daysBack = 2;
const daysAhead = 1;
/** The newest of them, at most: what one invocation has time and memory for. */
const mostStories = 50_000;
/** Pairs that are read whole in one sweep, the likest of each language by its share of the stories. */
const mostPairs = 4000;
const readAtOnce = 100;
/** Pairs of two languages that are looked at in one sweep. */
const mostAcross = 1000;
/** A story is compared across languages for so long after a report: each sweep asks again. */
const acrossDays = 0.5;

/**
 * Finds stories that are one: reports that came late, or past a linker that was busy with
 * another. Headlines, which the index of the latest holds, say which pairs are worth reading.
 */
export async function sweepStories(ports: SweepPorts): Promise<SweepOutcome> {
  const at = ports.now().toISOString();
  const listed: ListedStory[] = [];
  const window = { from: daysAfter(at, -daysBack), to: daysAfter(at, daysAhead) };
  for await (const story of ports.lists.listed(window)) {
    listed.push(story);
    if (listed.length >= mostStories) break;
  }
  const byLanguage = groupBy(listed, ({ languages }) => primaryLanguage(languages[0] ?? 'und'));
  let compared = 0;
  let merges = 0;
  for (const [language, group] of byLanguage) {
    const share = Math.ceil((mostPairs * group.length) / listed.length);
    const pairs = likePairs(group, language).slice(0, share);
    compared += pairs.length;
    const found = await decideMerges(pairs, group.length, ports.stories);
    const tasks = found.map(({ from, into }): LinkTask => {
      const ends = { from: from.story.storyId, into: into.story.storyId };
      return { version: 1, kind: 'merge', ...ends, language };
    });
    if (tasks.length > 0) await ports.sendLinkTasks(tasks);
    merges += tasks.length;
  }
  const across = await proposeAcross(listed, daysAfter(at, -acrossDays), ports);
  const swept = { kind: 'swept', stories: listed.length, compared, merges, across } as const;
  // Last, since a service that is down must not keep the rest from being done.
  if (ports.encoder === undefined) return swept;
  return { ...swept, encoded: await encodeStories(listed, { ...ports, ...ports.encoder }) };
}

/** Stories with a report since then, each with the likest in other languages. */
async function proposeAcross(
  listed: readonly ListedStory[],
  since: Instant,
  { sendLinkTasks }: SweepPorts,
): Promise<number> {
  const fresh = new Map(
    listed
      .filter(({ lastSeenAt }) => lastSeenAt >= since)
      .map(({ storyId, languages: [language = 'und'] }) => [storyId, language]),
  );
  const pairs = acrossPairs(listed, (storyId) => fresh.has(storyId)).slice(0, mostAcross);
  const tasks = pairs.map(([storyId, otherId]): LinkTask => {
    const language = primaryLanguage(fresh.get(storyId) ?? fresh.get(otherId) ?? 'und');
    return { version: 1, kind: 'across', storyId, otherId, language };
  });
  if (tasks.length > 0) await sendLinkTasks(tasks);
  return tasks.length;
}

async function decideMerges(
  pairs: readonly (readonly [StoryId, StoryId])[],
  crowd: number,
  stories: StoryStore,
): Promise<Merge[]> {
  const merges: Merge[] = [];
  for (let at = 0; at < pairs.length; at += readAtOnce) {
    const some = pairs.slice(at, at + readAtOnce);
    const states = await stories.findMany([...new Set(some.flat())]);
    const byId = new Map<StoryId, StoryState>(states.map((one) => [one.story.storyId, one]));
    for (const [a, b] of some) {
      const [first, second] = [byId.get(a), byId.get(b)];
      const merge = first && second && decideMerge(first, second, { crowd });
      if (merge !== undefined) merges.push(merge);
    }
  }
  return settleMerges(merges, crowd);
}
