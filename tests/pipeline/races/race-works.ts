import type { CanonicalUrl, StoryId } from '../../../shared/model/ids.ts';
import { sweepStories } from '../../../shared/pipeline/linking/sweep-stories.ts';
import { pollFeeds } from '../../../shared/pipeline/polling/poll-feeds.ts';
import { takeDown } from '../../../shared/pipeline/takedown/take-down.ts';
import { articlePage, type PageReport } from '../../builders/report-pages.ts';
import { gated } from '../outside-calls.ts';
import { readTables } from '../table-contents.ts';
import { oneWorker, type RaceNewsroom, type Work } from './race-newsroom.ts';
import { idOf } from './race-texts.ts';

/** Until what was told is old, and what nobody came back for is left behind. */
export const laterMs = 30 * 60_000;
/** After which a page that is missed again is gone. */
export const dayMs = 25 * 3_600_000;

/** A message of a queue. */
export const work = (
  newsroom: RaceNewsroom,
  queue: 'feeds' | 'articles' | 'replays' | 'links',
  task: object,
): Work => {
  const body = JSON.stringify(task);
  return { name: `${queue} ${body}`, run: () => newsroom.step(queue, body) };
};

export const fetchTask = ({ url, title, publishedAt }: PageReport) => ({
  ...{ version: 1, articleId: idOf(url), url, entry: { title, publishedAt } },
});

export const pagesOf = (reports: readonly PageReport[]) =>
  Object.fromEntries(reports.map((one) => [one.url, articlePage(one)]));

/** Articles stored and linked. */
export async function store(newsroom: RaceNewsroom, reports: readonly PageReport[]) {
  newsroom.web.show(pagesOf(reports));
  const works = reports.map((one) => work(newsroom, 'articles', fetchTask(one)));
  await newsroom.run(works, oneWorker);
  newsroom.turnstile.elapse(laterMs);
}

/** Articles stored, and the tasks to link them. */
export async function storeUnlinked(newsroom: RaceNewsroom, reports: readonly PageReport[]) {
  newsroom.web.show(pagesOf(reports));
  for (const one of reports) await newsroom.step('articles', JSON.stringify(fetchTask(one)));
  return newsroom.takeLinks();
}

/** A page that is not there any more, missed for the second time; its removal is stored and not linked yet. */
export async function removed(newsroom: RaceNewsroom, report: PageReport) {
  newsroom.web.show({ [report.url]: undefined });
  const body = JSON.stringify(fetchTask(report));
  await newsroom.step('articles', body);
  newsroom.turnstile.elapse(dayMs);
  await newsroom.step('articles', body);
  return newsroom.takeLinks();
}

export const poll = (newsroom: RaceNewsroom): Work => ({
  name: 'poll-feeds',
  run: () => pollFeeds(newsroom.ports.pollFeeds),
});

/** The next hourly look at all stories: one is enough, as it takes chains of them in one go. */
export async function sweepLater(newsroom: RaceNewsroom): Promise<void> {
  newsroom.turnstile.elapse(laterMs);
  const sweep = {
    name: 'sweep-stories',
    run: () => sweepStories(newsroom.ports.sweepStories),
  };
  await newsroom.run([sweep], oneWorker);
}

export const takedown = (newsroom: RaceNewsroom, url: string): Work => ({
  name: 'take-down',
  once: true,
  run: () =>
    takeDown(
      {
        ...{ articleId: idOf(url), url: url as CanonicalUrl },
        ...{ by: 'operator', reason: 'asked for' },
      },
      newsroom.ports.takeDown,
    ),
});

/** The stories that two reports are in, to be made one. */
export async function mergeTask(
  newsroom: RaceNewsroom,
  [from, into]: readonly [url: string, url: string],
): Promise<Work> {
  const { articles } = await readTables(newsroom.services);
  const storyOf = (url: string) =>
    articles.find(({ articleId }) => articleId === idOf(url))?.['storyId'] as StoryId;
  const ends = { from: storyOf(from), into: storyOf(into) };
  return work(newsroom, 'links', { version: 1, kind: 'merge', ...ends, language: 'en' });
}

/** Begins after so many calls of its own that lead nowhere: the others are in the midst of theirs by then. */
export const late = ({ turnstile }: RaceNewsroom, { run, ...others }: Work, most = 25): Work => ({
  ...others,
  async run() {
    for (let left = turnstile.draw(most); left > 0; left--) await gated('wait', async () => {});
    return run();
  },
});

/** The page changes once so many requests were answered. */
export function changeAfter(
  newsroom: RaceNewsroom,
  requests: number,
  pages: Record<string, string | undefined>,
): void {
  newsroom.web.onAnswer = (count) => {
    if (count === requests) newsroom.web.show(pages);
  };
}

/** Has something done while no story can be found by its words, as by a linker that came too early. */
export async function unseen(
  { services }: RaceNewsroom,
  doing: () => Promise<void>,
): Promise<void> {
  const { tables, ...others } = services.copy();
  services.putBack({ ...others, tables: { ...tables, linkIndex: new Map() } });
  await doing();
  const after = services.copy();
  const linkIndex = new Map([...tables.linkIndex, ...after.tables.linkIndex]);
  services.putBack({ ...after, tables: { ...after.tables, linkIndex } });
}
