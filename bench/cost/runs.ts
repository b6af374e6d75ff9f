import { billOf, type Line } from './bill.ts';
import { drive } from './drive.ts';
import type { Ledger } from './ledger.ts';

const start = Date.parse('2030-05-06T00:00:00.000Z');
const minute = 60_000;
const day = 24 * 60 * minute;
/** 5,000 feeds with this rhythm bring a million articles in thirty days. */
const perDay = 1e6 / 5000 / 30;
const minutesAMonth = 30 * 24 * 60;
/**
 * As full as they are with 5,000 feeds and a million articles a month: 41 polls and 23 articles a minute,
 * gathered for a minute and a half and for four, by the five pollers of an event source.
 */
const batch = { feeds: 12, articles: 18, links: 5 };

/**
 * With fewer feeds their batches are smaller, so that polls wait for no more than some minutes to fill one:
 * two polls of one feed in a batch would both find what is new.
 */
const feedsForOne = 25;
const batchFor = (feeds: number) => ({
  ...batch,
  feeds: Math.min(batch.feeds, Math.ceil(feeds / feedsForOne)),
});

type Run = {
  /** Virtual minutes from one look of the schedule to the next. */
  readonly stepMinutes?: number;
  readonly onStep?: (done: number) => void;
};

/** What fetch-article and link-article cost for a million articles, from a day of so many. */
export async function articleCosts({
  articles,
  outlets,
  stepMinutes = 4,
  onStep = () => {},
  ...spacing
}: Run & {
  readonly articles: number;
  readonly outlets: number;
  /** Between two requests to a host: few outlets would wait for each other as many do not. */
  readonly spacingMs?: number;
}) {
  const ledger = await drive({
    site: { articles: { outlets, articles, start, everyMs: day / articles } },
    ...{ start, end: start + day, stepMs: stepMinutes * minute },
    ...{ batch: batchFor(outlets), onStep, ...spacing },
  });
  const stored = ledger.of('fetch-article', 'outcome stored');
  const steps = ['fetch-article', 'link-article'];
  return { stored, ledger, lines: scaled(ledger, steps, () => 1e6 / stored) };
}

/** What polls cost until they have found a million articles, from some minutes of so many feeds. */
export async function pollCosts({
  feeds,
  minutes,
  settleMinutes = 5 * 60,
  stepMinutes = 1,
  onStep = () => {},
}: Run & {
  readonly feeds: number;
  readonly minutes: number;
  /** For so long they are polled before any poll counts: several times by their rhythm, the quiet ones, too. */
  readonly settleMinutes?: number;
}) {
  const settledAt = start + settleMinutes * minute;
  const end = settledAt + minutes * minute;
  const ledger = await drive({
    site: { feeds: { outlets: feeds, perDay, start, end } },
    ...{ start, end, stepMs: stepMinutes * minute, settledAt, onStep },
    batch: batchFor(feeds),
  });
  const found = ledger.of('fetch-feed', 'articles found');
  const polls = ['polled', 'unchanged', 'failed'].reduce(
    (sum, kind) => sum + ledger.of('fetch-feed', `outcome ${kind}`),
    0,
  );
  /** The schedule runs whatever there is to do, and a month brings a million articles. */
  const month = minutesAMonth / ledger.of('poll-feeds', 'invocations');
  const lines = scaled(ledger, ['poll-feeds', 'fetch-feed'], (step) =>
    step === 'poll-feeds' ? month : 1e6 / found,
  );
  return { polls, found, ledger, lines };
}

function scaled(
  ledger: Ledger,
  steps: readonly string[],
  scaleOf: (step: string) => number,
): Line[] {
  return billOf(ledger)
    .filter(({ step }) => steps.includes(step))
    .map((line) => {
      const by = scaleOf(line.step);
      return { ...line, count: line.count * by, dollars: line.dollars * by };
    });
}
