import { aMinuteApart, type LabelledDocument, orderOf } from './score-stories.ts';

const hourMs = 60 * 60 * 1000;

type Documents = readonly LabelledDocument[];

/** Where a document or a story falls in a draw, from 0 up to 1. */
const placeOf = (id: string, seed: number): number => orderOf(id, seed) / 2 ** 32;

/** In another order of the whole, a minute apart: for sets that have no times of their own. */
export const reordered = (documents: Documents, seed: number): LabelledDocument[] =>
  aMinuteApart(documents.toSorted((a, b) => orderOf(a.id, seed) - orderOf(b.id, seed)));

/** Each document late by up to so many hours; what it says of its own time stays as it is. */
export function late(documents: Documents, hours: number, seed: number): LabelledDocument[] {
  const arrival = ({ id, publishedAt }: LabelledDocument) =>
    Date.parse(publishedAt) + placeOf(id, seed) * hours * hourMs;
  return documents.toSorted((a, b) => arrival(a) - arrival(b));
}

/** Each so many that come one after another, in another order among themselves. */
export function shuffledBy(documents: Documents, many: number, seed: number): LabelledDocument[] {
  const block = new Map(documents.map(({ id }, at) => [id, Math.floor(at / many)]));
  const placed = (id: string) => (block.get(id) ?? 0) + placeOf(id, seed);
  return documents.toSorted((a, b) => placed(a.id) - placed(b.id));
}

/** Half of the stories, whole: other news of the same days. */
export const halfOf = (documents: Documents, half: 0 | 1, seed: number): LabelledDocument[] =>
  documents.filter(({ gold }) => (placeOf(gold, seed) < 0.5 ? 0 : 1) === half);

/** All but the story that most documents are of, whose parts outweigh whatever else is right or wrong. */
export function withoutLargest(documents: Documents): LabelledDocument[] {
  const sizes = new Map<string, number>();
  for (const { gold } of documents) sizes.set(gold, (sizes.get(gold) ?? 0) + 1);
  const [largest] = [...sizes].toSorted((a, b) => b[1] - a[1]);
  return documents.filter(({ gold }) => gold !== largest?.[0]);
}
