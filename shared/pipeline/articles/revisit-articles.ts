import { hourOfAge, isLookedAtAgain } from '../../article/revisits.ts';
import type { FetchArticleTask } from '../../messages.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { RevisitSchedule } from '../../model/revisits.ts';
import type { ArticleHours, ArticleStore } from '../../ports/articles.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { Clock } from '../../ports/web.ts';
import { lookAgainTask } from './look-again.ts';

export type RevisitPorts = {
  readonly hours: ArticleHours;
  readonly articles: Pick<ArticleStore, 'findMany'>;
  readonly sendArticleTasks: SendTasks<FetchArticleTask>;
  readonly schedule: RevisitSchedule;
  readonly now: Clock;
};

export type RevisitOutcome = {
  readonly kind: 'revisited';
  /** Articles that are of an age to be looked at. */
  readonly looked: number;
  readonly sent: number;
  /** Of those that could not be found. */
  readonly missed: number;
};

/** What one invocation has time for; a stage of that size spreads its ages. */
const mostArticles = 20_000;
/**
 * Hours that a schedule has left out are made up for: each of the last six, and of the two days before, which
 * an outage may have taken, one in six, so that who runs each hour meets all of them and none often.
 */
const hoursBack = [0, 1, 2, 3, 4, 5, 6, 12, 18, 24, 30, 36, 42, 48];
/** Records that are read at once: what one request to DynamoDB may ask for. */
const readAtOnce = 100;

/**
 * Once an hour: has articles fetched again that have reached certain ages, fewer the older they are, and
 * those whose page could not be found a day ago. Running twice costs a request and changes nothing.
 */
export async function revisitArticles(ports: RevisitPorts): Promise<RevisitOutcome> {
  const { hours, schedule, now } = ports;
  const budget = { left: mostArticles };
  const missed = { looked: 0, sent: 0 };
  for (const back of hoursBack) {
    const hour = new Date(now().getTime() - back * 3_600_000).toISOString().slice(0, 13);
    add(missed, await lookAt(hours.missedUntil(hour), { isWanted: () => true, budget }, ports));
  }
  const aged = { looked: 0, sent: 0 };
  for (const age of new Set([...schedule.always, ...schedule.lively])) {
    const isWanted: Wanted = (article) => isLookedAtAgain(article, age, schedule);
    const found = hours.publishedIn(hourOfAge(age, now()));
    add(aged, await lookAt(found, { isWanted, budget }, ports));
  }
  const sent = missed.sent + aged.sent;
  return { kind: 'revisited', looked: missed.looked + aged.looked, sent, missed: missed.sent };
}

type Wanted = (article: Parameters<typeof isLookedAtAgain>[0]) => boolean;
type Looking = { readonly isWanted: Wanted; readonly budget: { left: number } };
type Count = { looked: number; sent: number };

function add(to: Count, { looked, sent }: Count): void {
  to.looked += looked;
  to.sent += sent;
}

async function lookAt(
  pages: AsyncIterable<readonly ArticleId[]>,
  { isWanted, budget }: Looking,
  { articles, sendArticleTasks }: RevisitPorts,
): Promise<Count> {
  const count = { looked: 0, sent: 0 };
  for await (const page of pages)
    for (let at = 0; at < page.length && budget.left > 0; at += readAtOnce) {
      const some = page.slice(at, at + Math.min(readAtOnce, budget.left));
      budget.left -= some.length;
      const records = await articles.findMany(some);
      const tasks = records.flatMap((record) =>
        record.state === 'live' && isWanted(record) ? lookAgainTask(record) : [],
      );
      if (tasks.length > 0) await sendArticleTasks(tasks);
      add(count, { looked: some.length, sent: tasks.length });
    }
  return count;
}
