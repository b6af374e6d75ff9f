import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../../shared/adapters/dynamo/document-client.ts';
import { revisitArticles } from '../../../shared/pipeline/articles/revisit-articles.ts';
import { feedIdOf } from '../../../shared/url/ids.ts';
import { feedPage } from '../../builders/report-pages.ts';
import { readTables } from '../table-contents.ts';
import type { RaceCase } from './race-case.ts';
import { feedUrl, oneWorker, type RaceNewsroom, type Work } from './race-newsroom.ts';
import { idOf, report, reportUrl } from './race-texts.ts';
import {
  changeAfter,
  fetchTask,
  late,
  laterMs,
  mergeTask,
  pagesOf,
  poll,
  removed,
  store,
  storeUnlinked,
  sweepLater,
  takedown,
  unseen,
  work,
} from './race-works.ts';
import { splitCases } from './split-cases.ts';

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, at) => from + at);

const reports = (count: number, from = 0) => numbers(count, from).map((nth) => report(nth));

/** A merge makes few calls until the one story has taken in the other. */
const shortPause = 6;

const correction = 'Correction: an earlier version of this report gave a wrong number of people.';

export const raceCases: readonly RaceCase[] = [
  {
    name: 'one article, by twenty',
    prepare: async ({ web }) => web.show(pagesOf([report(1)])),
    works: (newsroom) => [work(newsroom, 'articles', fetchTask(report(1)))],
    ...{ isStrict: true, live: 1 },
  },
  {
    name: 'a page that is changed while twenty fetch it',
    prepare: (newsroom) => store(newsroom, [report(1)]),
    works: (newsroom) => {
      const requests = 1 + newsroom.turnstile.draw(19);
      changeAfter(newsroom, requests, pagesOf([report(1, correction)]));
      return [work(newsroom, 'articles', fetchTask(report(1)))];
    },
    settle: async (newsroom) => {
      newsroom.web.show(pagesOf([report(1, correction)]));
      await newsroom.run([work(newsroom, 'articles', fetchTask(report(1)))], oneWorker);
    },
    ...{ isStrict: false, live: 1 },
  },
  {
    name: 'twenty reports of one event, linked at once',
    prepare: async (newsroom) => {
      newsroom.kept = [...(await storeUnlinked(newsroom, reports(20)))];
    },
    works: (newsroom) => newsroom.kept,
    settle: sweepLater,
    ...{ isStrict: false, live: 20 },
  },
  {
    name: 'one feed and its articles, polled by twenty',
    prepare: async (newsroom) => {
      showFeed(newsroom, [1, 2]);
      await newsroom.run([poll(newsroom)], oneWorker);
      newsroom.turnstile.elapse(24 * 3_600_000);
      showFeed(newsroom, [1, 2, 3, 4]);
    },
    works: (newsroom) => [poll(newsroom)],
    ...{ isStrict: true, live: 4 },
  },
  {
    name: 'a feed that grows while twenty poll it',
    prepare: async (newsroom) => {
      showFeed(newsroom, [1, 2]);
      await newsroom.run([poll(newsroom)], oneWorker);
      newsroom.turnstile.elapse(24 * 3_600_000);
      showFeed(newsroom, [1, 2, 3]);
    },
    works: (newsroom) => {
      const requests = 1 + newsroom.turnstile.draw(4);
      const grown = [1, 2, 3, 4];
      changeAfter(newsroom, requests, feedPages(grown));
      return [poll(newsroom)];
    },
    // Who has forgotten that it saw the fourth entry takes a correction of it for a new entry of another feed's.
    settle: async (newsroom) => {
      newsroom.turnstile.elapse(4 * 3_600_000);
      newsroom.web.show(feedPages([1, 2, 3, 4], 4));
      await newsroom.run([pushed(newsroom)], oneWorker);
    },
    ...{ isStrict: false, live: 4 },
  },
  {
    name: 'a feed that a person pauses while twenty poll it',
    prepare: async (newsroom) => {
      showFeed(newsroom, [1, 2]);
      await newsroom.run([poll(newsroom)], oneWorker);
      newsroom.turnstile.elapse(24 * 3_600_000);
      newsroom.web.show(feedPages([1, 2], 2));
    },
    works: (newsroom) => [pushed(newsroom), pause(newsroom)],
    // Who paused it before anybody had read it knows nothing of the correction.
    settle: (newsroom) =>
      newsroom.run([work(newsroom, 'articles', fetchTask(report(2, correction)))], oneWorker),
    ...{ isStrict: false, live: 2 },
  },
  {
    name: 'joins, a merge, a withdrawal and a takedown at once',
    prepare: async (newsroom) => {
      await store(newsroom, reports(4));
      await unseen(newsroom, () => store(newsroom, reports(4, 4)));
      newsroom.kept = [
        ...(await storeUnlinked(newsroom, reports(6, 8))),
        ...(await removed(newsroom, report(1))),
      ];
    },
    works: async (newsroom) => [
      ...newsroom.kept,
      await mergeTask(newsroom, [reportUrl(0), reportUrl(4)]),
      takedown(newsroom, reportUrl(2)),
    ],
    settle: async (newsroom) => {
      newsroom.turnstile.elapse(laterMs);
      await newsroom.run([takedown(newsroom, reportUrl(2))], oneWorker);
      await sweepLater(newsroom);
    },
    ...{ isStrict: false, live: 12 },
  },
  {
    name: 'a withdrawal from a story that is being merged',
    prepare: async (newsroom) => {
      await twoStories(newsroom);
      newsroom.kept = await removed(newsroom, report(1));
    },
    works: async (newsroom) => [
      ...newsroom.kept.map((one) => late(newsroom, one, shortPause)),
      await mergeTask(newsroom, [reportUrl(0), reportUrl(4)]),
    ],
    ...{ isStrict: false, once: true, live: 3 },
  },
  {
    name: 'a takedown from a story that is being merged',
    prepare: twoStories,
    works: async (newsroom) => [
      late(newsroom, takedown(newsroom, reportUrl(1)), shortPause),
      await mergeTask(newsroom, [reportUrl(0), reportUrl(4)]),
    ],
    ...{ isStrict: false, once: true, live: 3, gone: idOf(reportUrl(1)) },
  },
  {
    name: 'a revisit, a replay and a fetch of the same articles at once',
    prepare: async (newsroom) => {
      await store(newsroom, reports(2));
      await ageAll(newsroom);
      newsroom.turnstile.elapse(
        Date.parse('2030-05-06T09:30:00.000Z') - newsroom.turnstile.now().getTime(),
      );
      newsroom.web.show(pagesOf([report(1, correction)]));
    },
    works: (newsroom) => [
      { name: 'revisit-articles', run: () => revisitArticles(newsroom.ports.revisitArticles) },
      ...numbers(2).flatMap((nth) => [
        work(newsroom, 'replays', { version: 1, articleId: idOf(reportUrl(nth)) }),
        work(newsroom, 'articles', fetchTask(report(nth))),
      ]),
    ],
    settle: async (newsroom) => {
      const works = numbers(2).map((nth) => work(newsroom, 'articles', fetchTask(report(nth))));
      await newsroom.run(works, oneWorker);
    },
    ...{ isStrict: false, live: 2 },
  },
  {
    name: 'an article that is taken down while it is fetched and linked',
    prepare: async (newsroom) => {
      await store(newsroom, reports(2));
      newsroom.web.show(pagesOf([report(0, correction), report(1, correction)]));
    },
    works: (newsroom) => [
      late(newsroom, takedown(newsroom, reportUrl(1))),
      ...numbers(2).map((nth) => work(newsroom, 'articles', fetchTask(report(nth)))),
    ],
    settle: async (newsroom) => {
      newsroom.turnstile.elapse(laterMs);
      const works = [
        takedown(newsroom, reportUrl(1)),
        work(newsroom, 'articles', fetchTask(report(0))),
      ];
      await newsroom.run(works, oneWorker);
    },
    ...{ isStrict: false, live: 1, gone: idOf(reportUrl(1)) },
  },
  {
    name: 'an address that is taken down while it is fetched for the first time',
    prepare: async ({ web }) => web.show(pagesOf([report(1)])),
    works: (newsroom) => [
      late(newsroom, takedown(newsroom, reportUrl(1))),
      work(newsroom, 'articles', fetchTask(report(1))),
    ],
    settle: async (newsroom) => {
      newsroom.turnstile.elapse(laterMs);
      await newsroom.run([takedown(newsroom, reportUrl(1))], oneWorker);
    },
    // One of each: a third would put right what the first two have left behind.
    ...{ isStrict: false, once: true, live: 0, gone: idOf(reportUrl(1)) },
  },
  {
    name: 'twenty pages of one host',
    prepare: async () => {},
    works: (newsroom) =>
      numbers(20).map((nth) => {
        const url = `https://slow.example/${nth}`;
        return work(newsroom, 'articles', { version: 1, articleId: idOf(url), url, entry: {} });
      }),
    // A slot that a task has been given goes with its duplicate.
    ...{ isStrict: true, once: true, spacingMs: 1000, live: 0 },
  },
  ...splitCases,
];

/** A poll that a hub asks for. */
const pushed = (newsroom: RaceNewsroom): Work =>
  work(newsroom, 'feeds', {
    ...{ version: 1, feedId: feedIdOf(feedUrl), pushed: true },
    dueAt: newsroom.turnstile.now().toISOString(),
  });

const pause = ({ ports }: RaceNewsroom): Work => ({
  name: 'pause-feed',
  once: true,
  run: () => ports.fetchFeed.feeds.pause(feedIdOf(feedUrl), 'operator'),
});

/** A feed and its pages, one of which may be corrected. */
const feedPages = (nths: readonly number[], corrected?: number) => {
  const listed = nths.map((nth) => report(nth, nth === corrected ? correction : undefined));
  return { ...pagesOf(listed), [feedUrl]: feedPage(listed) };
};

const showFeed = ({ web }: RaceNewsroom, nths: readonly number[]) => web.show(feedPages(nths));

/** Two stories of one event, of two reports each. */
async function twoStories(newsroom: RaceNewsroom): Promise<void> {
  await store(newsroom, reports(2));
  await unseen(newsroom, () => store(newsroom, reports(2, 4)));
}

/** As if an older extractor had read them, otherwise. */
async function ageAll({ services }: RaceNewsroom): Promise<void> {
  const dynamo = documentClient(services.clients.dynamo);
  for (const { articleId } of (await readTables(services)).articles)
    await dynamo.send(
      new UpdateCommand({
        ...{ TableName: services.names.tables.articles, Key: { articleId } },
        UpdateExpression: 'SET extractorVersion = :old, title = :title',
        ExpressionAttributeValues: { ':old': 1, ':title': 'As an older extractor had it' },
      }),
    );
}
