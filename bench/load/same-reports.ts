import { reportOf } from '../../shared/linking/likeness/report.ts';
import type { ArticleId, StoryId } from '../../shared/model/ids.ts';
import { linkArticle } from '../../shared/pipeline/linking/link-article.ts';
import { sweepStories } from '../../shared/pipeline/linking/sweep-stories.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { type Judged, type Score, scoreAmong } from '../score-among.ts';
import { orderOf, storeDocument, urlOf } from '../score-stories.ts';
import { noCost } from '../stores/cost.ts';
import { forget } from '../stores/forget.ts';
import {
  emptyTables,
  memoryLinkPorts,
  memoryStoryLists,
  storyOfArticle,
} from '../stores/memory-stores.ts';
import type { MadeReport } from './made-news.ts';
import { type Cause, whyMissed } from './why-missed.ts';

const dayMs = 24 * 3_600_000;

const isForm = (gold: string): boolean => gold.startsWith('form');

/**
 * Where an event stands among all, 0 to 1, drawn by its number. Those below a share are a sample of whole
 * events, and a smaller share is a part of a larger one. Forms are drawn by the outlet that fills them in.
 */
export const placeOf = ({ gold, source }: MadeReport): number =>
  orderOf(isForm(gold) ? `form${source}` : (gold.split('#')[0] ?? '')) / 2 ** 32;

/** How right the judged reports of a language were linked. */
export type Found = {
  readonly language: string;
  readonly score: Score;
  readonly judged: number;
  /** Reports whose event had been told. */
  readonly told: number;
  /** Of those, what came to a story that is mostly of their event. */
  readonly found: number;
  readonly joined: number;
  /** Of those that joined, what came to another event. */
  readonly wrong: number;
  /** Of the wrong ones, forms that an outlet had filled in before. */
  readonly forms: number;
  readonly causes: ReadonlyMap<Cause, number>;
};

export type Company = {
  readonly found: readonly Found[];
  readonly readUnits: number;
  readonly writeUnits: number;
};

/** Links a stream, with a sweep a day, and judges a part of it. */
export async function linkInCompany(
  stream: readonly MadeReport[],
  isJudged: (report: MadeReport) => boolean,
): Promise<Company> {
  const run = new Run();
  for (const report of stream) await run.link(report, isJudged(report));
  return run.judged(stream, isJudged);
}

class Tally {
  told = 0;
  found = 0;
  joined = 0;
  wrong = 0;
  forms = 0;
  readonly causes = new Map<Cause, number>();
}

class Run {
  readonly #tables = emptyTables();
  readonly #cost = noCost();
  readonly #ports = memoryLinkPorts(this.#tables, {
    cost: this.#cost,
    now: () => new Date(this.#now),
  });
  /** What looks on costs nothing. */
  readonly #onlooker = memoryLinkPorts(this.#tables);
  readonly #golds = new Map<ArticleId, string>();
  readonly #toldBy = new Map<string, ArticleId[]>();
  readonly #tallies = new Map<string, Tally>();
  #now = 0;
  #sweptAt = 0;

  async link(report: MadeReport, isJudged: boolean): Promise<void> {
    this.#now = report.at;
    if (this.#sweptAt === 0) this.#sweptAt = report.at;
    const { id, language, title, gold, at } = report;
    const text = report.paragraphs.join('\n');
    const publishedAt = new Date(at).toISOString();
    const task = storeDocument(this.#tables, { id, language, title, gold, text, publishedAt });
    const articleId = articleIdOf(urlOf(id));
    this.#golds.set(articleId, gold);
    if (isJudged) await this.#judge(report, text, () => linkArticle(task, this.#ports));
    else await linkArticle(task, this.#ports);
    await this.#follow();
    this.#toldBy.set(gold, [...(this.#toldBy.get(gold) ?? []), articleId]);
    if (at - this.#sweptAt >= dayMs) await this.#sweep(at);
  }

  async #judge(
    { id, gold, language }: MadeReport,
    text: string,
    link: () => ReturnType<typeof linkArticle>,
  ): Promise<void> {
    const tally = this.#tallies.get(language) ?? new Tally();
    this.#tallies.set(language, tally);
    const articleId = articleIdOf(urlOf(id));
    const record = this.#tables.articles.get(articleId);
    const own = this.#storiesOf(gold);
    const isTold = this.#toldBy.has(gold);
    const cause =
      isTold && record?.state === 'live'
        ? await whyMissed(reportOf(record, text), own, this.#onlooker)
        : undefined;
    const outcome = await link();
    const story = storyOfArticle(this.#tables, articleId);
    const isFound = story !== undefined && own.has(story);
    if (outcome.kind === 'linked' && outcome.joined) {
      tally.joined++;
      if (!isFound) tally.wrong++;
      if (!isFound && isForm(gold)) tally.forms++;
    }
    if (cause === undefined) return;
    tally.told++;
    if (isFound) tally.found++;
    else tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
  }

  /** The stories that hold reports of an event, and of which it is half or more. */
  #storiesOf(gold: string): Set<StoryId> {
    const found = new Set<StoryId>();
    for (const id of this.#toldBy.get(gold) ?? []) {
      const story = storyOfArticle(this.#tables, id);
      if (story === undefined || found.has(story)) continue;
      const members = [...this.#tables.articles.listed(story)];
      const same = members.filter((member) => this.#golds.get(member) === gold);
      if (same.length * 2 >= members.length) found.add(story);
    }
    return found;
  }

  async #follow(): Promise<void> {
    for (let next = this.#tables.sent.shift(); next !== undefined; next = this.#tables.sent.shift())
      await linkArticle(next, this.#ports);
  }

  async #sweep(at: number): Promise<void> {
    this.#sweptAt = at;
    await sweepStories({ ...this.#ports, lists: memoryStoryLists(this.#tables) });
    await this.#follow();
    forget(this.#tables, at);
  }

  judged(stream: readonly MadeReport[], isJudged: (report: MadeReport) => boolean): Company {
    const all = stream.map((report): Judged & { readonly report: MadeReport } => ({
      report,
      gold: report.gold,
      story: storyOfArticle(this.#tables, articleIdOf(urlOf(report.id))) ?? report.id,
    }));
    const scoreOf = scoreAmong(all);
    const found = [...this.#tallies].sort().map(([language, tally]): Found => {
      const some = all.filter(({ report }) => report.language === language && isJudged(report));
      return { language, score: scoreOf(some), judged: some.length, ...tally };
    });
    const { readUnits, writeUnits } = this.#cost;
    const each = { readUnits: readUnits / all.length, writeUnits: writeUnits / all.length };
    return { found, ...each };
  }
}
