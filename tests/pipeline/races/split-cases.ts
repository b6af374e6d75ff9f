import type { PageReport } from '../../builders/report-pages.ts';
import { ferryReports, heistReports, laterFerryReports } from '../../builders/two-events.ts';
import { gated } from '../outside-calls.ts';
import { reportAt } from '../turning-outlet.ts';
import type { RaceCase } from './race-case.ts';
import type { RaceNewsroom, Work } from './race-newsroom.ts';
import { idOf } from './race-texts.ts';
import {
  dayMs,
  fetchTask,
  late,
  mergeTask,
  store,
  storeUnlinked,
  sweepLater,
  takedown,
  unseen,
} from './race-works.ts';

const [aground, captain, schools, oil, insurer] = ferryReports;
const [tugs, parliament, choir] = laterFerryReports;
const [thieves, search, reward, van] = heistReports;

const before = [aground, captain, schools, oil].map(reportAt);
/** Three of the pages turn to the other event. */
const after = [thieves, captain, search, reward].map(reportAt);
const [leaving, staying] = after as [PageReport, PageReport];
const [fifth, sixth, seventh, another, twin] = [insurer, tugs, parliament, van, choir].map(
  (told, at) => reportAt(told, 10 + at),
) as [PageReport, PageReport, PageReport, PageReport, PageReport];

/** A split makes few calls until the articles have moved. */
const duringSplit = 30;
/** Calls until a split has begun, or never will. */
const mostWaits = 200;

export const splitCases: readonly RaceCase[] = [
  {
    name: 'a story that is split by twenty',
    prepare: twoEventsInOne,
    works: ({ kept }) => kept,
    ...{ isStrict: false, splits: true, live: 5 },
  },
  {
    name: 'reports that join both parts of a story while it is split',
    prepare: async (newsroom) => {
      await twoEventsInOne(newsroom);
      const joins = await storeUnlinked(newsroom, [another, sixth]);
      newsroom.kept = [...newsroom.kept, ...joins];
    },
    works: ({ kept }) => kept,
    settle: growAndSweep,
    ...{ isStrict: false, splits: true, live: 8 },
  },
  {
    name: 'a withdrawal from a story that is being split',
    prepare: async (newsroom) => {
      await twoEventsInOne(newsroom);
      newsroom.web.show({ [leaving.url]: undefined });
      await newsroom.step('articles', JSON.stringify(fetchTask(leaving)));
      newsroom.turnstile.elapse(dayMs);
    },
    works: (newsroom) => [
      ...newsroom.kept,
      onceSplitBegan(newsroom, late(newsroom, withdrawal(newsroom, leaving), duringSplit)),
    ],
    settle: growAndSweep,
    ...{ isStrict: false, once: true, splits: true, live: 6 },
  },
  {
    name: 'a takedown from a story that is being split',
    prepare: twoEventsInOne,
    works: (newsroom) => [
      ...newsroom.kept,
      late(newsroom, takedown(newsroom, leaving.url), duringSplit),
    ],
    settle: growAndSweep,
    ...{ isStrict: false, once: true, splits: true, live: 6, gone: idOf(leaving.url) },
  },
  {
    name: 'a merge of a story that is being split',
    prepare: async (newsroom) => {
      await twoEventsInOne(newsroom);
      await unseen(newsroom, () => store(newsroom, [twin]));
    },
    works: async (newsroom) => [
      ...newsroom.kept,
      late(newsroom, await mergeTask(newsroom, [staying.url, twin.url]), duringSplit),
    ],
    settle: growAndSweep,
    ...{ isStrict: false, once: true, splits: true, live: 8 },
  },
];

/** One story of five reports, three of which have turned to another event; the task to split it is kept. */
async function twoEventsInOne(newsroom: RaceNewsroom): Promise<void> {
  await store(newsroom, before);
  await store(newsroom, after);
  const [last] = await storeUnlinked(newsroom, [fifth]);
  await last?.run();
  newsroom.kept = await newsroom.takeLinks();
  if (newsroom.kept.length !== 1) throw new Error('the story is not to be split');
}

/** More reports of the ferry come, with some of which the story is looked at again. */
async function growAndSweep(newsroom: RaceNewsroom): Promise<void> {
  for (const one of [sixth, seventh]) await store(newsroom, [one]);
  await sweepLater(newsroom);
}

/** Before it, who leaves a story would have left it whole. */
const onceSplitBegan = ({ services }: RaceNewsroom, { run, ...others }: Work): Work => ({
  ...others,
  async run() {
    const hasBegun = () =>
      [...services.copy().tables.stories.values()].some((story) => 'splitOff' in story);
    for (let left = mostWaits; left > 0 && !hasBegun(); left--) await gated('wait', async () => {});
    return run();
  },
});

/** A page that is missed for the second time, and what follows from it at once. */
const withdrawal = (newsroom: RaceNewsroom, report: PageReport): Work => ({
  name: 'withdrawal',
  async run() {
    await newsroom.step('articles', JSON.stringify(fetchTask(report)));
    for (const { run } of await newsroom.takeLinks()) await run();
  },
});
