import { readFileSync } from 'node:fs';
import { bedrockEmbedder } from '../shared/adapters/bedrock/embedder.ts';
import { embeddingModelOf } from '../shared/config/embedder.ts';
import { acrossPairs } from '../shared/linking/across-pairs.ts';
import { type AcrossEnd, decideAcross, type Similarity } from '../shared/linking/decide-across.ts';
import { embeddingCosine } from '../shared/linking/embedding-cosine.ts';
import { addReport, emptyStory, type Report } from '../shared/linking/grow-story.ts';
import { signatureOf } from '../shared/linking/signature.ts';
import { type EmbeddingModelName, embeddingModels } from '../shared/model/embedding.ts';
import type { CanonicalUrl } from '../shared/model/ids.ts';
import { placesOf } from '../shared/text/places.ts';
import { articleIdOf, storyIdOf } from '../shared/url/ids.ts';

/**
 * Links across languages on labelled pairs: `node --import tsx bench/linking-across.ts PAIRS.jsonl`,
 * a line `{ a, b, related }` with texts `{ language, title, text }`. Every text of the file is a
 * story of its own and competes with all others, as in a sweep; the labels judge what is linked.
 *
 * With `--embedder titan-v2` (or another of shared/model/embedding.ts, with AWS credentials and access
 * to the model; it costs a few cents) it tells what the merge rule does with the cosines of that
 * encoder, and how they are spread. Without, what it would do with the best and with the worst
 * encoder: one that finds alike just what is, and one that finds everything alike.
 */
type Text = { readonly language: string; readonly title: string; readonly text: string };
type Pair = { readonly a: Text; readonly b: Text; readonly related: boolean | number };

const [file, , embedderName] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: linking-across.ts PAIRS.jsonl');
const pairs = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pair)
  .filter(({ a, b }) => a.language !== b.language);

const at = '2026-01-05T09:00:00.000Z';
/** Where a title is missing, a short first line stands in for it. */
function titled({ language, title, text }: Text): Text {
  const end = text.search(/ {2}|\n/);
  if (title !== '' || end < 1 || end > 250) return { language, title, text };
  return { language, title: text.slice(0, end), text: text.slice(end).trim() };
}
const endOf = (text: Text): AcrossEnd => {
  const url = `https://lab.example/${encodeURIComponent(text.text.slice(0, 150))}`;
  return { ...titled(text), url, at, articleId: articleIdOf(url as CanonicalUrl) };
};

const ends = new Map(pairs.flatMap(({ a, b }) => [endOf(a), endOf(b)]).map((e) => [e.url, e]));
const byStory = new Map([...ends.values()].map((end) => [storyIdOf(end.articleId), end]));
const stories = [...byStory].map(([storyId, end]) => {
  const words = `${end.title}\n${end.text.slice(0, 300)}`;
  const report: Report = {
    ...{ ...end, words, site: 'lab.example', kind: 'article' },
    ...{ places: placesOf(words, end.language), signature: signatureOf(end) },
  };
  return addReport(emptyStory(storyId, report), report).story;
});

const labels = new Map(
  pairs.flatMap(({ a, b, related }) => {
    const [x, y] = [endOf(a).articleId, endOf(b).articleId];
    return [
      [x + y, Boolean(related)],
      [y + x, Boolean(related)],
    ] as const;
  }),
);

const found = acrossPairs(stories, () => true);
const counts = { suggested: [0, 0, 0], translation: [0, 0, 0] };
for (const [first, second] of found) {
  const [article, other] = [byStory.get(first), byStory.get(second)];
  const [link] = article && other ? decideAcross({ article, other, linkedAt: at }).links : [];
  if (link === undefined || (link.kind !== 'suggested' && link.kind !== 'translation')) continue;
  const label = labels.get(link.articleId + link.otherId);
  const column = label === undefined ? 2 : label ? 0 : 1;
  counts[link.kind][column] = (counts[link.kind][column] ?? 0) + 1;
}
const related = pairs.filter((pair) => pair.related).length;
console.table(
  Object.fromEntries(
    Object.entries(counts).map(([kind, [right = 0, wrong = 0, unlabelled = 0]]) => [
      kind,
      { right, wrong, unlabelled, precision: Math.round((1000 * right) / (right + wrong)) / 10 },
    ]),
  ),
);
console.log(`${stories.length} texts, ${found.length} pairs compared whole, ${related} related`);

await judgeMerges();

/** What becomes of each labelled pair when the encoder says this of it. */
async function judgeMerges(): Promise<void> {
  const encoders: [string, (pair: Pair) => Similarity][] =
    embedderName === undefined
      ? [
          ['the best encoder', ({ related }) => ({ model: 'titan-v2', cosine: related ? 1 : -1 })],
          ['the worst encoder', () => ({ model: 'titan-v2', cosine: 1 })],
        ]
      : [[embedderName, await realCosines(embedderName)]];
  const rows = encoders.map(([name, cosineOf]) => {
    const decided = pairs.map((pair) => {
      const ends = { article: endOf(pair.a), other: endOf(pair.b), linkedAt: at };
      return { pair, ...decideAcross({ ...ends, vector: cosineOf(pair) }) };
    });
    const share = (part: boolean, all: (typeof decided)[number][]) =>
      `${all.filter(({ pair }) => Boolean(pair.related) === part).length}`;
    const merged = decided.filter(({ merges }) => merges);
    const linked = decided.filter(({ merges, links }) => !merges && links.length > 0);
    return [
      name,
      {
        'merged, related': share(true, merged),
        'merged, not': share(false, merged),
        'linked, related': share(true, linked),
        'linked, not': share(false, linked),
      },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
  const unrelated = pairs.length - related;
  console.log(`of ${pairs.length} labelled pairs, ${related} related and ${unrelated} not`);
}

/** Headlines and leads are embedded, as a sweep does. */
async function realCosines(name: string): Promise<(pair: Pair) => Similarity> {
  if (!(name in embeddingModels)) throw new Error(`no encoder ${name}`);
  const model = embeddingModelOf({ model: name as EmbeddingModelName });
  const texts = [...ends.values()].map(({ title, text, language }) => ({
    text: `${title}\n${text.slice(0, 300)}`,
    language,
  }));
  const found = await bedrockEmbedder(model).embed(texts, 'comparison');
  const vectors = new Map([...ends.keys()].map((url, place) => [url, found[place] ?? []]));
  const cosineOf = ({ a, b }: Pair): Similarity => ({
    model: model.name,
    cosine: embeddingCosine(vectors.get(endOf(a).url) ?? [], vectors.get(endOf(b).url) ?? []) ?? 0,
  });
  for (const part of [true, false]) {
    const cosines = pairs
      .filter((pair) => Boolean(pair.related) === part)
      .map((pair) => cosineOf(pair).cosine)
      .sort((a, b) => a - b);
    const spread = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) =>
      cosines[Math.floor(share * cosines.length)]?.toFixed(2),
    );
    console.log(`${part ? 'related' : 'not related'}, 5 to 95%: ${spread.join(' ')}`);
  }
  return cosineOf;
}
