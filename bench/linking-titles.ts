/**
 * How well titles alone, and texts, are linked in each language: of labelled pairs of articles, a stream a
 * language. Related pairs are of one event, and what no pair ties together is of others. Each stream comes
 * in several orders, a minute apart. For reports that were missed, why. Results: docs/linking/languages.md.
 *
 * PAIRS.jsonl holds the pairs of one set, as `readPairs` takes them.
 *
 *   node --import tsx bench/linking-titles.ts PAIRS.jsonl [--orders 4] [--texts] [--languages ar,zh]
 */
import { parseArgs } from 'node:util';
import { reportOf } from '../shared/linking/likeness/report.ts';
import type { StoryId } from '../shared/model/ids.ts';
import { articleIdOf } from '../shared/url/ids.ts';
import { type Cause, whyMissed } from './load/why-missed.ts';
import { type Score, scoreAmong } from './score-among.ts';
import { endOf, readPairs } from './score-pairs.ts';
import { type LabelledDocument, orderOf, storeDocument, storyOf, urlOf } from './score-stories.ts';
import { noCost } from './stores/cost.ts';
import { emptyTables, linkAndFollow, memoryLinkPorts } from './stores/memory-stores.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: 'string', default: '4' },
    texts: { type: 'boolean', default: false },
    languages: { type: 'string' },
  },
});

const start = Date.UTC(2025, 0, 6);
/** Where no line ends early, so much of the beginning stands in for a title; Han says as much in less. */
const titleLength = { Han: 30, other: 90 };

type Run = { readonly score: Score; readonly units: readonly [number, number] };

/** The documents of each language, with the event that each is of. */
function streamsOf(file: string): Map<string, LabelledDocument[]> {
  const found = new Map<string, LabelledDocument>();
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    const parent = parents.get(id) ?? id;
    return parent === id ? id : rootOf(parent);
  };
  for (const { a, b, related } of readPairs(file)) {
    const [one, other] = [documentOf(a), documentOf(b)];
    for (const document of [one, other]) found.set(document.id, document);
    if (related) parents.set(rootOf(one.id), rootOf(other.id));
  }
  const byLanguage = new Map<string, LabelledDocument[]>();
  for (const document of found.values()) {
    const told = { ...document, gold: rootOf(document.id) };
    byLanguage.set(document.language, [...(byLanguage.get(document.language) ?? []), told]);
  }
  return byLanguage;
}

function documentOf(end: Parameters<typeof endOf>[0]): LabelledDocument {
  const { language, title, text } = endOf(end);
  const whole = title === '' ? text.trim() : title;
  const most = language === 'zh' ? titleLength.Han : titleLength.other;
  const isTitle = title !== '' && title.length < 2 * most;
  const cut = isTitle || whole.length < most ? whole : whole.slice(0, most).replace(/ \S*$/, '');
  const told = values.texts ? { title, text } : { title: cut, text: '' };
  const id = `${language} ${title.slice(0, 60)} ${text.slice(0, 100)}`;
  return { ...told, id, language, publishedAt: '', gold: id };
}

function inOrder(documents: readonly LabelledDocument[], seed: number): LabelledDocument[] {
  return documents
    .toSorted((a, b) => orderOf(a.id, seed) - orderOf(b.id, seed))
    .map((document, at) => ({
      ...document,
      publishedAt: new Date(start + at * 60_000).toISOString(),
    }));
}

async function runOf(
  documents: readonly LabelledDocument[],
  causes: Map<Cause, number>,
): Promise<Run> {
  const [tables, cost] = [emptyTables(), noCost()];
  const [ports, onlooker] = [memoryLinkPorts(tables, { cost }), memoryLinkPorts(tables)];
  const toldBy = new Map<string, LabelledDocument[]>();
  for (const document of documents) {
    const task = storeDocument(tables, document);
    const articleId = articleIdOf(urlOf(document.id));
    const before = toldBy.get(document.gold) ?? [];
    const own = new Set(before.map((other) => storyOf(tables, other) as StoryId));
    const record = tables.articles.get(articleId);
    const cause =
      before.length > 0 && record?.state === 'live'
        ? await whyMissed(reportOf(record, document.text), own, onlooker)
        : undefined;
    await linkAndFollow(task, tables, ports);
    toldBy.set(document.gold, [...before, document]);
    if (cause !== undefined && !own.has(storyOf(tables, document) as StoryId))
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
  }
  const judged = documents.map((document) => ({
    gold: document.gold,
    story: storyOf(tables, document),
  }));
  const units = [cost.readUnits / documents.length, cost.writeUnits / documents.length] as const;
  return { score: scoreAmong(judged)(judged), units };
}

function meanOf(runs: readonly Run[]): Run {
  const mean = (of: (run: Run) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / Math.max(1, runs.length);
  const [precision, recall, f1] = (['precision', 'recall', 'f1'] as const).map((name) =>
    mean(({ score }) => score[name]),
  ) as [number, number, number];
  const units = [mean(({ units }) => units[0]), mean(({ units }) => units[1])] as const;
  return { score: { precision, recall, f1 }, units };
}

const rowOf = ({ score: { precision, recall, f1 }, units }: Run) => ({
  'B3 P / R / F1': [precision, recall, f1].map((one) => one.toFixed(1)).join(' / '),
  units: units.map((one) => one.toFixed(2)).join(' / '),
});

const streams = streamsOf(positionals[0] ?? '');
const wanted = values.languages?.split(',') ?? [...streams.keys()].sort();
const rows: Record<string, Record<string, string | number>> = {};
const all: Run[] = [];
for (const language of wanted) {
  const documents = streams.get(language) ?? [];
  const causes = new Map<Cause, number>();
  const runs: Run[] = [];
  for (let seed = 1; seed <= Number(values.orders); seed++)
    runs.push(await runOf(inOrder(documents, seed), causes));
  all.push(meanOf(runs));
  rows[language] = { articles: documents.length, ...rowOf(meanOf(runs)) };
  rows[language].missed = [...causes].map(([cause, count]) => `${cause} ${count}`).join(', ');
}
console.table({ ...rows, mean: rowOf(meanOf(all)) });
