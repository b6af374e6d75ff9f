import { signalsOf } from '../../article/rights.ts';
import { batchesOf } from '../../collections/batches-of.ts';
import { leastCosine } from '../../linking/across/combine-evidence.ts';
import { daysAfter } from '../../linking/likeness/instants.ts';
import { reportedAt } from '../../linking/likeness/report.ts';
import { headMark, modelKey } from '../../linking/story/story-head.ts';
import { firstReport } from '../../linking/story/story-state.ts';
import type { LinkTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import type { StoryVector } from '../../model/embedding.ts';
import type { ArticleId, Instant, StoryId } from '../../model/ids.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { ListedStory, StoryLists, StoryStore } from '../../ports/stories.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { VectorIndex } from '../../ports/vector-index.ts';
import type { Clock } from '../../ports/web.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { founderOf } from '../../url/ids.ts';

export type EncoderPorts = {
  readonly embedder: Embedder;
  readonly vectors: VectorIndex;
  readonly articles: Pick<ArticleStore, 'findMany'>;
};

type EncodePorts = EncoderPorts & {
  readonly lists: StoryLists;
  readonly stories: StoryStore;
  readonly sendLinkTasks: SendTasks<LinkTask>;
  readonly now: Clock;
};

export type Encoded = {
  /** Stories that were given a vector. */
  readonly embedded: number;
  /** Pairs that are near, in two languages, and were given to be compared whole. */
  readonly near: number;
  /** Stories whose vector was given up, being too old to be found. */
  readonly forgotten: number;
};

/** A story is looked at for so many hours after a report, so that a sweep that failed is made up for. */
const freshHours = 3;
/** Stories that one sweep embeds at most: a brake on the bill, and on the time. */
const mostEmbedded = 3000;
const embeddedAtOnce = 96;
const askedAtOnce = 8;
/** Reports of one event in two languages are seldom further apart. */
const daysAround = 4;
/** The nearest that are looked at, and those of them that are worth reading whole. */
const mostNear = 10;
const mostPartners = 3;
/** No report can be near to a story in time any more. */
const keptDays = 10;
/** How far behind that vectors are given up: sweeps that failed are made up for. */
const forgottenHours = 6;

/**
 * Gives new stories a vector, and those with another headline another one, and has those that are
 * near to it in other languages compared whole. What was done stays done if a service fails.
 */
export async function encodeStories(
  listed: readonly ListedStory[],
  ports: EncodePorts,
): Promise<Encoded> {
  const wanted = await withoutVector(listed, ports);
  let embedded = 0;
  let near = 0;
  for (const some of batchesOf(wanted, embeddedAtOnce)) {
    const made = await embed(some, ports);
    embedded += made.length;
    near += await proposeNear(made, ports);
  }
  return { embedded, near, forgotten: await forgetOld(ports) };
}

/** The newest first; stories whose vector is still that of their headline are left out. */
async function withoutVector(
  listed: readonly ListedStory[],
  { vectors, embedder: { model }, now }: EncodePorts,
): Promise<ListedStory[]> {
  const since = daysAfter(now().toISOString(), -freshHours / 24);
  const fresh = listed
    .filter(({ lastSeenAt }) => lastSeenAt >= since)
    .sort((a, b) => (a.lastSeenAt + a.storyId > b.lastSeenAt + b.storyId ? -1 : 1));
  const heads = await vectors.heads(fresh.map(({ storyId }) => storyId));
  const marks = new Map(heads.map(({ storyId, head }) => [storyId, head]));
  return fresh
    .filter(({ storyId, headline }) => marks.get(storyId) !== headMark(headline, model))
    .slice(0, mostEmbedded);
}

async function embed(some: readonly ListedStory[], ports: EncodePorts): Promise<StoryVector[]> {
  const { embedder, vectors, now } = ports;
  const told = await reportsOf(some, ports);
  const heads = some.flatMap((story) => {
    const report = told.get(story.storyId);
    return report === undefined || isReserved(report, now().toISOString())
      ? []
      : [{ story, report, language: primaryLanguage(story.languages[0] ?? 'und') }];
  });
  if (heads.length === 0) return [];
  const texts = heads.map(({ story: { headline }, report, language }) => ({
    ...{ text: `${headline}\n${report.lead}`, language },
  }));
  const found = await embedder.embed(texts, 'comparison');
  const made = heads.flatMap(({ story: { storyId, headline }, report, language }, at) => {
    const vector = found[at];
    const head = headMark(headline, embedder.model);
    const about = { storyId, language, at: reportedAt(report), model: modelKey(embedder.model) };
    return vector === undefined ? [] : [{ ...about, head, vector }];
  });
  await vectors.put(made);
  return made;
}

/** Of each story the report that founded it, or the earliest that is at hand; stored ones only. */
async function reportsOf(
  some: readonly ListedStory[],
  { articles, stories }: EncodePorts,
): Promise<ReadonlyMap<StoryId, Article>> {
  const told = new Map<StoryId, Article>();
  const read = async (wanted: ReadonlyMap<ArticleId, StoryId>) => {
    for (const record of await articles.findMany([...wanted.keys()])) {
      const storyId = wanted.get(record.articleId);
      if (record.state === 'live' && storyId !== undefined) told.set(storyId, record);
    }
  };
  await read(new Map(some.map(({ storyId }) => [founderOf(storyId), storyId])));
  const rest = some.map(({ storyId }) => storyId).filter((id) => !told.has(id));
  if (rest.length === 0) return told;
  const others = await stories.findMany(rest);
  await read(
    new Map(
      others.flatMap((state) => {
        const report = firstReport(state);
        return report === undefined ? [] : [[report, state.story.storyId] as const];
      }),
    ),
  );
  return told;
}

/** Whoever asks that machines learn nothing from a page has it given to no encoder. */
const isReserved = ({ rights }: Article, now: Instant): boolean =>
  signalsOf(rights, now).some((signal) => signal === 'noai' || signal === 'tdm');

async function proposeNear(made: readonly StoryVector[], ports: EncodePorts): Promise<number> {
  const { sendLinkTasks } = ports;
  const tasks = new Map<string, LinkTask>();
  for (const some of batchesOf(made, askedAtOnce)) {
    const partners = await Promise.all(some.map((one) => partnersOf(one, ports)));
    for (const [place, { storyId, language }] of some.entries())
      for (const otherId of partners[place] ?? [])
        tasks.set([storyId, otherId].sort().join(), {
          ...{ version: 1, kind: 'across', storyId, otherId, language, near: true },
        });
  }
  if (tasks.size > 0) await sendLinkTasks([...tasks.values()]);
  return tasks.size;
}

async function partnersOf(
  { storyId, vector, language, at, model }: StoryVector,
  { vectors, embedder }: EncodePorts,
): Promise<StoryId[]> {
  const window = { from: daysAfter(at, -daysAround), to: daysAfter(at, daysAround) };
  const query = { vector, model, window, notLanguage: language, most: mostNear };
  const found = await vectors.nearest(query);
  return found
    .filter((one) => one.storyId !== storyId && one.cosine >= leastCosine(embedder.model.name))
    .slice(0, mostPartners)
    .map((one) => one.storyId);
}

/** The index has no expiry of its own, and each query pays for all that it holds. */
async function forgetOld({ lists, vectors, now }: EncodePorts): Promise<number> {
  const to = daysAfter(now().toISOString(), -keptDays);
  const old: StoryId[] = [];
  for await (const { storyId } of lists.listed({ from: daysAfter(to, -forgottenHours / 24), to }))
    old.push(storyId);
  if (old.length > 0) await vectors.remove(old);
  return old.length;
}
