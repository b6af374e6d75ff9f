/**
 * What scale alone costs rightness: the same reports of the same events, judged when nothing else is told
 * and among more and more others. A stream's own first thousand and its last are other reports, and say
 * less. For those that were missed, why. Results: docs/scale.md.
 *
 *   node --import tsx bench/linking-scale.ts [--languages en,ar] [--days 3] [--per-day 20000] [--shares 0.05,0.25,1] [--judged 0.05]
 */
import { parseArgs } from 'node:util';
import { type MadeReport, madeNews } from './load/made-news.ts';
import { type Found, linkInCompany, placeOf } from './load/same-reports.ts';

const { values } = parseArgs({
  options: {
    languages: { type: 'string', default: 'en,ar' },
    days: { type: 'string', default: '3' },
    'per-day': { type: 'string', default: '20000' },
    /** Of all events, from the fewest on. */
    shares: { type: 'string', default: '0.05,0.25,1' },
    judged: { type: 'string', default: '0.05' },
    seed: { type: 'string', default: '1' },
  },
});

const dayMs = 24 * 3_600_000;
const start = Date.UTC(2026, 0, 5);
/** What began before is not judged: of its first reports some came before the stream. */
const judgedFrom = start + dayMs;

const reports = streamOf(new Set(values.languages.split(',')));
const began = new Map<string, number>();
for (const { gold, at } of reports) if (!began.has(gold)) began.set(gold, at);
const isJudged = (report: MadeReport) =>
  placeOf(report) < Number(values.judged) && (began.get(report.gold) ?? 0) >= judgedFrom;

const rows: Record<string, string | number>[] = [];
for (const share of values.shares.split(',').map(Number)) {
  const company = reports.filter((report) => placeOf(report) < share);
  const { found, readUnits, writeUnits } = await linkInCompany(company, isJudged);
  const units = [readUnits, writeUnits].map((one) => one.toFixed(2)).join(' / ');
  for (const one of found) rows.push({ articles: company.length, ...rowOf(one), units });
}
console.table(rows);

function streamOf(languages: ReadonlySet<string>): MadeReport[] {
  const perDay = Number(values['per-day']);
  const stream: MadeReport[] = [];
  for (const report of madeNews({ sources: 2000, perDay, start, seed: Number(values.seed) })) {
    if (report.at >= start + Number(values.days) * dayMs) break;
    if (languages.has(report.language)) stream.push(report);
  }
  return stream;
}

function rowOf({ language, score, judged, causes, ...counts }: Found) {
  const percent = (part: number, all: number) => ((100 * part) / Math.max(1, all)).toFixed(1);
  const shown = [score.precision, score.recall, score.f1].map((one) => one.toFixed(1));
  return {
    ...{ language, judged, 'B3 P / R / F1': shown.join(' / '), told: counts.told },
    'found %': percent(counts.found, counts.told),
    'wrong %': percent(counts.wrong, counts.joined),
    'of them forms %': percent(counts.forms, counts.joined),
    missed: [...causes].map(([cause, count]) => `${cause} ${count}`).join(', '),
  };
}
