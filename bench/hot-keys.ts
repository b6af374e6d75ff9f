/**
 * Which keys grow hot, and how hot, if so many articles came in a day: how made news spreads over
 * outlets, languages, stories and terms, held against what one partition or one group takes.
 *
 *   npm run hot-keys [-- --per-day 10000000 --sample 20000 --peak 2.5]
 */
import { parseArgs } from 'node:util';
import { signatureOf } from '../shared/linking/likeness/signature.ts';
import { articleShards, storyShards } from '../shared/tables.ts';
import { limits, shareOfLimit } from './load/limits.ts';
import { madeNews } from './load/made-news.ts';
import { type Tally, topOf } from './load/tally.ts';

const { values } = parseArgs({
  options: {
    'per-day': { type: 'string', default: '10000000' },
    sample: { type: 'string', default: '20000' },
    peak: { type: 'string', default: '2.5' },
  },
});
const [perDay, sample, peak] = [
  Number(values['per-day']),
  Number(values.sample),
  Number(values.peak),
];

/** The stream whose shares are taken: a week of so many articles, so that large events have grown. */
const sampledPerDay = sample / 3;
const [sources, languages, events, terms]: Tally[] = [new Map(), new Map(), new Map(), new Map()];
const add = (tally: Tally | undefined, key: string) => tally?.set(key, (tally.get(key) ?? 0) + 1);
let count = 0;
for (const report of madeNews({
  sources: 2000,
  perDay: sampledPerDay,
  start: Date.UTC(2026, 0, 5),
})) {
  if (count++ === sample) break;
  const { language, title, paragraphs } = report;
  add(sources, String(report.source));
  add(languages, language);
  add(events, report.gold);
  const { keys } = signatureOf({ language, title, text: paragraphs.join('\n') });
  for (const term of keys.keys()) add(terms, `${language}#${term}`);
}

const perSecond = (perDay / 86_400) * peak;
const shareOf = (tally: Tally | undefined) => topOf(tally ?? new Map(), sample);
const [outlet, language, event, term] = [sources, languages, events, terms].map(shareOf);
/** Units of a write or a read of one item, as `npm run load` and docs/costs.md count them. */
const units = {
  feedIndex: 1,
  latestIndex: 1,
  change: 1,
  storyIndex: 2,
  lookUp: 0.5,
  story: 2,
  host: 1,
};

/** Versions that an invocation tells of in an item of two units, for each of these; moves are told alone. */
const toldTogether = 7;

type Row = { what: string; key: string; share: number; each: number; limit: keyof typeof limits };
const rows: Row[] = [
  row(
    'Articles.latest, an hour',
    `1 of ${articleShards} shards`,
    1 / articleShards,
    units.latestIndex,
    'writeUnits',
  ),
  row(
    'Changes, an hour',
    `1 of ${articleShards} shards`,
    (1 + 1 / toldTogether) / articleShards,
    units.change,
    'writeUnits',
  ),
  row(
    'Stories.latest, a day',
    `1 of ${storyShards} shards`,
    1 / storyShards,
    units.storyIndex,
    'writeUnits',
  ),
  row('Articles.feed', `outlet ${outlet?.key}`, outlet?.share ?? 0, units.feedIndex, 'writeUnits'),
  row('Hosts', `outlet ${outlet?.key}`, outlet?.share ?? 0, units.host, 'writeUnits'),
  row('Stories, an item', `event ${event?.key}`, event?.share ?? 0, units.story, 'writeUnits'),
  row(
    'LinkIndex, the roster',
    `${language?.key}#`,
    language?.share ?? 0,
    units.lookUp,
    'readUnits',
  ),
  row('LinkIndex, a term', term?.key ?? '', term?.share ?? 0, units.lookUp, 'readUnits'),
  row('links queue, a group', language?.key ?? '', language?.share ?? 0, 1, 'groupMessages'),
  row('link-article, a group in order', language?.key ?? '', language?.share ?? 0, 1, 'inOrder'),
  row('EventBridge', 'all', 1.2, 1, 'events'),
  row('S3, a prefix', '1 of 1', 0.15, 1, 'puts'),
];

function row(
  what: string,
  key: string,
  share: number,
  each: number,
  limit: keyof typeof limits,
): Row {
  return { what, key, share, each, limit };
}

console.log(
  `${perDay} articles a day, ${Math.round(perSecond)} a second at ${peak} times the mean; shares from ${sample} made articles`,
);
console.table(
  rows.map(({ what, key, share, each, limit }) => {
    const asked = perSecond * share * each;
    return {
      ...{ what, key, 'of all, %': (share * 100).toFixed(2), 'a second': asked.toFixed(1) },
      ...{
        limit: `${limits[limit].most} ${limits[limit].of}`,
        'of the limit, %': (100 * shareOfLimit(asked, limit)).toFixed(0),
      },
    };
  }),
);
console.log('heaviest terms looked up:', topTerms(10));

function topTerms(most: number): string {
  return [...(terms ?? [])]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([key, times]) => `${key} ${((100 * times) / sample).toFixed(2)} %`)
    .join(', ');
}
