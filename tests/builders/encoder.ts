import { embeddingCosine, unitEmbedding } from '../../shared/linking/across/embedding-cosine.ts';
import type { EmbeddingModel, StoryVector } from '../../shared/model/embedding.ts';
import type { StoryId } from '../../shared/model/ids.ts';
import type { Embedder } from '../../shared/ports/embedder.ts';
import type { VectorIndex } from '../../shared/ports/vector-index.ts';

/** Words of several languages that mean one thing; enough for the texts of the tests. */
const meanings: readonly (readonly string[])[] = [
  ['ferry', 'transbordador', 'العبارة'],
  ['aground', 'encalló', 'encalla', 'جنحت', 'جنوح'],
  ['rocks', 'rocas', 'صخور'],
  ['passengers', 'pasajeros', 'راكبا'],
  ['captain', 'capitana', 'الربانة'],
  ['monday', 'lunes', 'الاثنين'],
  ['fishing', 'pesca', 'للصيد'],
  ['agreement', 'acuerdo', 'اتفاقا'],
  ['ministers', 'ministros', 'وزيرا'],
];
const meaningOf = new Map(
  meanings.flatMap((words, at) => words.map((word) => [word, at] as const)),
);

/**
 * A stand-in for an encoder: the same for the same text on every machine, near for texts that share
 * names, and near across languages for the words of a small table. It knows nothing else, so tests
 * with it say what is done with vectors and nothing of how good those of a model are.
 */
export function standInEmbedder(
  model: EmbeddingModel = { name: 'titan-v2', dimensions: 256 },
): Embedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    model,
    asked,
    async embed(texts) {
      asked.push(...texts.map(({ text }) => text));
      return texts.map(({ text }) =>
        unitEmbedding(countsOf(text, model.dimensions), model.dimensions),
      );
    },
  };
}

function countsOf(text: string, dimensions: number): number[] {
  const counts = Array<number>(dimensions).fill(0);
  const add = (place: number, weight: number) => {
    counts[place % dimensions] = (counts[place % dimensions] ?? 0) + weight;
  };
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (const [word] of plain.normalize('NFC').matchAll(/[\p{L}\p{N}]+/gu)) {
    const meaning = meaningOf.get(word);
    if (meaning !== undefined) add(meaning, 3);
    for (let at = 0; at + 3 <= word.length; at++) add(20 + hash(word.slice(at, at + 3)), 0.2);
  }
  return counts;
}

/** FNV-1a. */
const hash = (text: string): number =>
  [...text].reduce(
    (sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0,
    2166136261,
  );

/** An index in a map that searches all of it, as exactly as the service would like to. */
export function memoryVectorIndex(vectors = new Map<StoryId, StoryVector>()) {
  const found = (ids: readonly StoryId[]) =>
    [...new Set(ids)].flatMap((id) => vectors.get(id) ?? []);
  const index: VectorIndex = {
    async put(some) {
      for (const one of some) vectors.set(one.storyId, one);
    },
    find: async (ids) => found(ids),
    heads: async (ids) => found(ids).map(({ vector: _vector, ...head }) => head),
    async nearest({ vector, model, window, notLanguage, most }) {
      return [...vectors.values()]
        .filter((one) => one.model === model && one.language !== notLanguage)
        .filter(({ at }) => at >= window.from && at <= window.to)
        .map((one) => ({
          storyId: one.storyId,
          cosine: embeddingCosine(vector, one.vector) ?? Number.NaN,
        }))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, most);
    },
    async remove(ids) {
      for (const id of ids) vectors.delete(id);
    },
  };
  return { index, vectors };
}
