import { readFileSync } from 'node:fs';
import { acrossPairs } from '../shared/linking/across/across-pairs.ts';
import { type AcrossEnd, decideAcross } from '../shared/linking/across/decide-across.ts';
import { relatednessOf } from '../shared/linking/likeness/relatedness.ts';
import { signatureOf } from '../shared/linking/likeness/signature.ts';
import { addReport, emptyStory, type Report } from '../shared/linking/story/grow-story.ts';
import type { CanonicalUrl } from '../shared/model/ids.ts';
import { placesOf } from '../shared/text/places.ts';
import { articleIdOf, storyIdOf } from '../shared/url/ids.ts';

type Text = { readonly language: string; readonly title: string; readonly text: string };

/** Two texts, and whether they tell one event. */
export type Pair = { readonly a: Text; readonly b: Text; readonly related: boolean | number };

/** Labelled pairs, a JSON object `{ a, b, related }` a line. */
export const readPairs = (file: string): Pair[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Pair);

export const areAcross = ({ a, b }: Pair): boolean => a.language !== b.language;

/** How often a related pair is found more related than another one, by the languages of the pairs. */
export function aucByLanguages(pairs: readonly Pair[]): Map<string, number> {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const languages = `${pair.a.language}-${pair.b.language}`;
    groups.set(languages, [...(groups.get(languages) ?? []), pair]);
  }
  return new Map([...groups].map(([languages, group]) => [languages, aucOf(group)]));
}

function aucOf(pairs: readonly Pair[]): number {
  const scored = pairs.map(({ a, b, related }) => ({ related, score: relatednessOf(a, b) }));
  const [right, wrong] = [scored.filter((p) => p.related), scored.filter((p) => !p.related)];
  let above = 0;
  for (const { score } of right)
    for (const other of wrong) above += score > other.score ? 1 : score === other.score ? 0.5 : 0;
  return above / (right.length * wrong.length);
}

/** Counts of links between related, unrelated and unlabelled pairs. */
export type Judged = { right: number; wrong: number; unlabelled: number };

const at = '2026-01-05T09:00:00.000Z';

/**
 * Judges the links across languages: every text of the pairs is a story of its own and competes
 * with all others, as in a sweep.
 */
export function judgeAcross(pairs: readonly Pair[]) {
  const labels = new Map(
    pairs.flatMap(({ a, b, related }) => {
      const [x, y] = [endOf(a).articleId, endOf(b).articleId];
      return [x + y, y + x].map((key) => [key, related ? 'right' : 'wrong'] as const);
    }),
  );
  const none = (): Judged => ({ right: 0, wrong: 0, unlabelled: 0 });
  const links = { suggested: none(), translation: none() };
  const { made, texts, compared } = linksAcross(pairs);
  for (const { link } of made)
    if (link.kind === 'suggested' || link.kind === 'translation')
      links[link.kind][labels.get(link.articleId + link.otherId) ?? 'unlabelled']++;
  return { links, texts, compared };
}

/** The links between all texts of the pairs, each from one end, with both texts. */
export function linksAcross(pairs: readonly Pair[]) {
  const ends = new Map(pairs.flatMap(({ a, b }) => [endOf(a), endOf(b)]).map((e) => [e.url, e]));
  const byStory = new Map([...ends.values()].map((end) => [storyIdOf(end.articleId), end]));
  const compared = acrossPairs([...byStory.values()].map(storyOf), () => true);
  const made = compared.flatMap(([first, second]) => {
    const [article, other] = [byStory.get(first), byStory.get(second)];
    if (article === undefined || other === undefined) return [];
    const [link] = decideAcross({ article, other, linkedAt: at }).links;
    return link === undefined ? [] : [{ link, article, other }];
  });
  return { made, texts: byStory.size, compared: compared.length };
}

function storyOf(end: AcrossEnd) {
  const words = `${end.title}\n${end.text.slice(0, 300)}`;
  const report: Report = {
    ...{ ...end, words, site: 'lab.example', kind: 'article' },
    ...{ places: placesOf(words, end.language), signature: signatureOf(end) },
  };
  return addReport(emptyStory(storyIdOf(end.articleId), report), report).story;
}

/** A text as one end of a link; all are of one day. */
export function endOf(text: Text): AcrossEnd {
  const url = `https://lab.example/${encodeURIComponent(text.text.slice(0, 150))}`;
  return { ...titled(text), url, at, articleId: articleIdOf(url as CanonicalUrl) };
}

/** Where a title is missing, a short first line stands in for it. */
function titled({ language, title, text }: Text): Text {
  const end = text.search(/ {2}|\n/);
  if (title !== '' || end < 1 || end > 250) return { language, title, text };
  return { language, title: text.slice(0, end), text: text.slice(end).trim() };
}
