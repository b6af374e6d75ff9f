import type { LinkTask } from '../../shared/messages.ts';
import { type LinkArticlePorts, linkArticle } from '../../shared/pipeline/linking/link-article.ts';
import { sweepStories } from '../../shared/pipeline/linking/sweep-stories.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { bCubed, type LabelledDocument, storeDocument, urlOf } from '../score-stories.ts';
import { type Cost, noCost } from '../stores/cost.ts';
import { forget, livingStory, sizesOf } from '../stores/forget.ts';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
  memoryStoryLists,
  storyOfArticle,
} from '../stores/memory-stores.ts';
import { type Latencies, newLatencies } from './latencies.ts';
import type { MadeReport } from './made-news.ts';
import { watchTruth } from './truth.ts';

const hourMs = 3_600_000;
/** An event that was told so long ago begins anew: no story is found for longer. */
const eventMs = 6 * 24 * hourMs;
/** Articles before a mark whose stories are held against the truth, the same number at each mark. */
const scored = 1000;

export type Mark = {
  readonly articles: number;
  /** An article's part, since the mark before, of linking and of the merges that it asks for. */
  readonly linking: Spent;
  /** And of what the sweep does and asks for. */
  readonly sweeping: Spent;
  readonly bCubed: number;
  /** Since the mark before. */
  readonly found: number;
  readonly wrong: number;
  readonly holds: ReturnType<typeof sizesOf>;
  readonly heapMb: number;
  readonly rssMb: number;
};

type Run = {
  readonly news: Iterable<MadeReport>;
  /** Numbers of articles at which a line is drawn, in order; the last one ends the run. */
  readonly marks: readonly number[];
  /** Hours between two sweeps. */
  readonly sweepHours: number;
  readonly onMark: (mark: Mark) => void;
};

/** Reports that are made before they are linked, so that making them is no part of what is measured. */
const atOnce = 500;

/** Links a stream over stores in memory that count, drawing a line at each mark. */
export async function runInMemory({ news, marks, sweepHours, onMark }: Run) {
  const linking = new Linking(sweepHours);
  const stream = news[Symbol.iterator]();
  let [count, recent] = [0, [] as LabelledDocument[]];
  for (const mark of marks) {
    const from = count;
    while (count < mark) {
      const reports = take(stream, Math.min(atOnce, mark - count));
      if (reports.length === 0) throw new Error(`the stream ended after ${count} reports`);
      const documents = await linking.linkAll(reports);
      recent = [...recent, ...documents].slice(-scored);
      count += reports.length;
    }
    onMark({ articles: count, ...linking.spent(count - from), ...linking.judge(recent) });
  }
  return linking.times;
}

function take<T>(stream: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = stream.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

const documentOf = ({
  id,
  language,
  title,
  paragraphs,
  gold,
  at,
}: MadeReport): LabelledDocument => ({
  ...{ id, language, title, gold, text: paragraphs.join('\n') },
  publishedAt: new Date(at).toISOString(),
});

/** What was asked of the stores, and the processor's time. */
export type Spent = Cost & { cpuMs: number };

const nothing = (): Spent => ({ ...noCost(), cpuMs: 0 });

type Part = 'linking' | 'sweeping';

/** The linking step at work, on a clock of its own. */
class Linking {
  readonly times: Record<string, Latencies> = {};
  readonly #tables: MemoryTables = emptyTables();
  readonly #cost = noCost();
  readonly #truth = watchTruth(eventMs);
  readonly #sweepMs: number;
  readonly #ports: LinkArticlePorts;
  #now = 0;
  #sweptAt = 0;
  #spent: Record<Part, Spent> = { linking: nothing(), sweeping: nothing() };

  constructor(sweepHours: number) {
    this.#sweepMs = sweepHours * hourMs;
    this.#ports = memoryLinkPorts(this.#tables, {
      cost: this.#cost,
      now: () => new Date(this.#now),
    });
  }

  async linkAll(reports: readonly MadeReport[]): Promise<LabelledDocument[]> {
    const documents = reports.map(documentOf);
    const [before, swept] = [process.cpuUsage(), this.#spent.sweeping.cpuMs];
    for (const [at, report] of reports.entries()) {
      const document = documents[at];
      if (document !== undefined) await this.#link(document, report);
    }
    this.#spent.linking.cpuMs += cpuMs(before) - (this.#spent.sweeping.cpuMs - swept);
    return documents;
  }

  async #link(document: LabelledDocument, { at, gold }: MadeReport): Promise<void> {
    if (this.#now === 0) this.#sweptAt = at;
    this.#now = at;
    const task = storeDocument(this.#tables, document);
    const outcome = await this.#do(task, 'linking');
    if (outcome.kind === 'linked') {
      const story = livingStory(this.#tables, outcome.storyId);
      this.#truth.linked({ gold, story, at }, outcome.joined);
    }
    await this.#follow('linking');
    if (at - this.#sweptAt < this.#sweepMs) return;
    this.#sweptAt = at;
    const before = process.cpuUsage();
    await this.#sweep();
    this.#spent.sweeping.cpuMs += cpuMs(before);
    forget(this.#tables, at);
    this.#truth.forget(at);
  }

  async #do(task: LinkTask, part: Part) {
    const step = `link-article: ${task.kind}`;
    return this.#timed({ step, part }, () => linkArticle(task, this.#ports));
  }

  async #follow(part: Part): Promise<void> {
    for (let next = this.#tables.sent.shift(); next !== undefined; next = this.#tables.sent.shift())
      await this.#do(next, part);
  }

  async #sweep(): Promise<void> {
    const lists = memoryStoryLists(this.#tables);
    const work = () => sweepStories({ ...this.#ports, lists });
    await this.#timed({ step: 'sweep-stories', part: 'sweeping' }, work);
    await this.#follow('sweeping');
  }

  async #timed<T>(
    { step, part }: { readonly step: string; readonly part: Part },
    work: () => Promise<T>,
  ): Promise<T> {
    const [began, cost] = [performance.now(), { ...this.#cost }];
    const result = await work();
    const times = this.times[step] ?? newLatencies();
    this.times[step] = times;
    times.add(performance.now() - began);
    const spent = this.#spent[part];
    for (const name of costNames) spent[name] += this.#cost[name] - cost[name];
    return result;
  }

  /** An article's part since this was last asked. */
  spent(articles: number): Record<Part, Spent> {
    const { linking, sweeping } = this.#spent;
    this.#spent = { linking: nothing(), sweeping: nothing() };
    return { linking: shared(linking, articles), sweeping: shared(sweeping, articles) };
  }

  /** How right the stories are, and what memory holds them. */
  judge(recent: readonly LabelledDocument[]) {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const storyOf = ({ id }: LabelledDocument) =>
      storyOfArticle(this.#tables, articleIdOf(urlOf(id))) ?? id;
    return {
      ...this.#truth.take(),
      bCubed: bCubed(recent, storyOf),
      holds: sizesOf(this.#tables),
      heapMb: heapUsed / 1e6,
      rssMb: rss / 1e6,
    };
  }
}

/** Of the process since then; asking takes so long itself that it is done for many articles at once. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const costNames = ['reads', 'readUnits', 'writes', 'writeUnits'] as const;

function shared(spent: Spent, articles: number): Spent {
  for (const name of [...costNames, 'cpuMs'] as const) spent[name] /= articles;
  return spent;
}
