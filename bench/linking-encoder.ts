import { bedrockEmbedder } from '../shared/adapters/bedrock/embedder.ts';
import { embeddingModelOf } from '../shared/config/embedder.ts';
import { decideAcross, type Similarity } from '../shared/linking/across/decide-across.ts';
import { embeddingCosine } from '../shared/linking/across/embedding-cosine.ts';
import { type EmbeddingModelName, embeddingModels } from '../shared/model/embedding.ts';
import { areAcross, endOf, type Pair, readPairs } from './score-pairs.ts';

/**
 * What is merged across languages, on labelled pairs: `node --import tsx bench/linking-encoder.ts
 * PAIRS.jsonl`, a line `{ a, b, related }`. It tells what the rule of `combine-evidence.ts` would do
 * with the best and with the worst encoder: one that finds alike just what is, and one that finds
 * everything alike.
 *
 * With `--embedder titan-v2` (or another of shared/model/embedding.ts, with AWS credentials and access
 * to the model; it costs a cent or two) it tells what becomes of the cosines of that encoder, and how
 * they are spread.
 */
const [file, option, embedder] = process.argv.slice(2);
if (file === undefined || (option !== undefined && (option !== '--embedder' || !embedder)))
  throw new Error('usage: linking-encoder.ts PAIRS.jsonl [--embedder NAME]');
const pairs = readPairs(file).filter(areAcross);
const [related, others] = [pairs.filter((p) => p.related), pairs.filter((p) => !p.related)];

type CosineOf = (pair: Pair) => Similarity;
const model = 'titan-v2';
const encoders: readonly (readonly [string, CosineOf])[] =
  embedder === undefined
    ? [
        ['the best encoder', (pair) => ({ model, cosine: pair.related ? 1 : -1 })],
        ['the worst encoder', () => ({ model, cosine: 1 })],
      ]
    : [[embedder, await cosinesOf(embedder)]];

console.table(Object.fromEntries(encoders.map(([name, cosineOf]) => [name, judge(cosineOf)])));
console.log(`of ${related.length} related pairs and ${others.length} that are not`);

function judge(cosineOf: CosineOf) {
  const count = (some: readonly Pair[]) => {
    const decided = some.map((pair) =>
      decideAcross({
        ...{ article: endOf(pair.a), other: endOf(pair.b), vector: cosineOf(pair) },
        linkedAt: '2026-01-05T12:00:00.000Z',
      }),
    );
    const merged = decided.filter(({ merges }) => merges).length;
    return { merged, linked: decided.filter(({ links }) => links.length > 0).length - merged };
  };
  const [right, wrong] = [count(related), count(others)];
  return {
    ...{ 'merged, related': right.merged, 'merged, not': wrong.merged },
    ...{ 'linked, related': right.linked, 'linked, not': wrong.linked },
  };
}

/** Headlines and leads are embedded, as a sweep does. */
async function cosinesOf(name: string): Promise<CosineOf> {
  const found = Object.keys(embeddingModels).find(
    (each): each is EmbeddingModelName => each === name,
  );
  if (found === undefined) throw new Error(`no encoder ${name}`);
  const ends = new Map(pairs.flatMap(({ a, b }) => [endOf(a), endOf(b)]).map((e) => [e.url, e]));
  const texts = [...ends.values()].map(({ title, text, language }) => ({
    ...{ text: `${title}\n${text.slice(0, 300)}`, language },
  }));
  const made = await bedrockEmbedder(embeddingModelOf({ model: found })).embed(texts, 'comparison');
  const vectors = new Map([...ends.keys()].map((url, at) => [url, made[at] ?? []]));
  const vectorOf = (text: Pair['a']) => vectors.get(endOf(text).url) ?? [];
  const cosineOf: CosineOf = ({ a, b }) => ({
    model: found,
    cosine: embeddingCosine(vectorOf(a), vectorOf(b)) ?? Number.NaN,
  });
  tellSpread('related', related.map(cosineOf));
  tellSpread('not related', others.map(cosineOf));
  return cosineOf;
}

function tellSpread(what: string, similarities: readonly Similarity[]): void {
  const cosines = similarities.map(({ cosine }) => cosine).sort((a, b) => a - b);
  const at = (share: number) => cosines[Math.floor(share * cosines.length)]?.toFixed(2);
  console.log(`${what}, cosines from 5 to 95%: ${[0.05, 0.25, 0.5, 0.75, 0.95].map(at).join(' ')}`);
}
