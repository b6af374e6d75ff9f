/**
 * Links of labelled sets to be read as an editor would: both texts, the kind, the score and the
 * evidence, drawn by a seed and evenly over the kinds; then what can be counted of all of them.
 *
 *   node --import tsx bench/read-links.ts [--count 20] [--seed 1] [--kind follow-up] SET.jsonl...
 *   node --import tsx bench/read-links.ts --pairs PAIRS.jsonl     across languages
 *
 * SET.jsonl: a line `{ id, language, title, text, publishedAt }`; PAIRS.jsonl: as for linking-across.ts.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { looksLikeVerb } from '../shared/linking/evidence/arabic-phrases.ts';
import type { Evidence, Link, LinkKind } from '../shared/model/story.ts';
import { randomFrom } from './random.ts';
import { areAcross, linksAcross, readPairs } from './score-pairs.ts';
import { readSet, storeDocument, urlOf } from './score-stories.ts';
import { itemSize } from './stores/cost.ts';
import { emptyTables, linkAndFollow, memoryLinkPorts } from './stores/memory-stores.ts';

type Text = { readonly title: string; readonly text: string };
/** A link from the end at which it was made, and both texts. */
type ReadLink = { readonly link: Link; readonly own: Text; readonly other: Text };

/** So much of a text is shown: what evidence is looked for in. */
const shownCharacters = 420;

async function linksOf(file: string): Promise<ReadLink[]> {
  const tables = emptyTables();
  const ports = memoryLinkPorts(tables);
  const documents = readSet(file);
  for (const document of documents)
    await linkAndFollow(storeDocument(tables, document), tables, ports);
  const texts = new Map<string, Text>(documents.map((one) => [urlOf(one.id), one]));
  const urls = new Map([...tables.articles].map(([id, { url }]) => [id, url]));
  return [...tables.links].flatMap(([, link]) => {
    const [own, other] = [texts.get(urls.get(link.articleId) ?? ''), texts.get(link.otherUrl)];
    const once = link.role === 'peer' ? link.articleId < link.otherId : link.role === 'to';
    return once && own && other ? [{ link, own, other }] : [];
  });
}

function linksOfPairs(file: string): ReadLink[] {
  return linksAcross(readPairs(file).filter(areAcross)).made.map(({ link, article, other }) => ({
    ...{ link, own: link.articleId === article.articleId ? article : other },
    other: link.articleId === article.articleId ? other : article,
  }));
}

function ofKinds(links: readonly ReadLink[]): Map<LinkKind, ReadLink[]> {
  const kinds = new Map<LinkKind, ReadLink[]>();
  for (const one of links) kinds.set(one.link.kind, [...(kinds.get(one.link.kind) ?? []), one]);
  return kinds;
}

/** Some of each kind, in an order that the seed draws. */
function drawn(links: readonly ReadLink[], { count, seed }: { count: number; seed: number }) {
  const random = randomFrom(seed);
  const mixed = links
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
  const byKind = ofKinds(mixed);
  const share = Math.ceil(count / Math.max(1, byKind.size));
  return [...byKind.values()].flatMap((some) => some.slice(0, share)).slice(0, count);
}

const shownText = ({ title, text }: Text): string =>
  `${title} | ${text.slice(0, shownCharacters).replaceAll(/\s+/g, ' ')}`;

function print({ link, own, other }: ReadLink, number: number): void {
  const { kind, role, score, evidence } = link;
  const { weights = {}, containment, vector: _, ...lists } = evidence;
  console.log(`\n#${number} ${kind} (${role}) score ${score} containment ${containment ?? '-'}`);
  console.log(`  own:   ${shownText(own)}\n  other: ${shownText(other)}`);
  for (const [name, words] of Object.entries(lists))
    if (Array.isArray(words) && words.length > 0)
      console.log(`  ${name}: ${words.map((word) => `${word} ${weights[word]}`).join(' · ')}`);
}

/** What a machine can say of evidence; the rest is for readers. */
function counted(links: readonly ReadLink[]) {
  const each = (count: (evidence: Evidence, one: ReadLink) => number) =>
    Number(
      (links.reduce((sum, one) => sum + count(one.link.evidence, one), 0) / links.length).toFixed(
        3,
      ),
    );
  const sizes = links.map(({ link }) => itemSize(link));
  return {
    links: links.length,
    'mean bytes': Math.round(sizes.reduce((sum, size) => sum + size, 0) / links.length),
    'over 1 KB': sizes.filter((size) => size > 1024).length,
    terms: each(({ terms }) => terms.length),
    names: each(({ names }) => names.length),
    places: each(({ places }) => places.length),
    numbers: each(({ numbers }) => numbers.length),
    'words not in own': each(({ terms, names }, { own }) => absent([...terms, ...names], own)),
    'words not in other': each(({ terms, names }, { other }) =>
      absent([...terms, ...names], other),
    ),
    apart: each(({ terms, names }, one) => Number(hasNeighbours([...terms, ...names], one))),
    'verb at an end': each(({ terms }) => Number(terms.some(endsInVerb))),
    'of the score': each(explained),
  };
}

const spaced = (text: string): string => ` ${text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')} `;

/** Whether two words are told apart that stand side by side in both texts. */
function hasNeighbours(words: readonly string[], { own, other }: ReadLink): boolean {
  const texts = [own, other].map(({ title, text }) => spaced(`${title} ${text}`));
  const single = words.filter((word) => !word.includes(' '));
  return single.some((one) =>
    single.some((two) => one !== two && texts.every((text) => text.includes(` ${one} ${two} `))),
  );
}

/** Whether an Arabic phrase begins or ends with what has the form of a verb. */
const endsInVerb = (phrase: string): boolean => {
  const words = phrase.split(' ');
  return words.length > 1 && [words[0], words.at(-1)].some((word = '') => looksLikeVerb(word));
};

const absent = (words: readonly string[], { title, text }: Text): number => {
  const printed = spaced(`${title} ${text}`);
  return words.filter((word) => !printed.includes(spaced(word))).length;
};

/** Which part of the score the shown words add up to. */
const explained = ({ weights = {} }: Evidence, { link: { kind, score } }: ReadLink): number =>
  kind === 'copy'
    ? 1
    : Math.min(1, Object.values(weights).reduce((sum, weight) => sum + weight, 0) / (score || 1));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string' },
    pairs: { type: 'boolean', default: false },
  },
});
const { count, seed, kind } = values;
const table: Record<string, ReturnType<typeof counted>> = {};
for (const file of positionals) {
  const all = values.pairs ? linksOfPairs(file) : await linksOf(file);
  const links = all.filter(({ link }) => kind === undefined || link.kind === kind);
  console.log(`\n==== ${path.basename(file)}`);
  const shown = drawn(links, { count: Number(count), seed: Number(seed) });
  for (const [at, one] of shown.entries()) print(one, at + 1);
  for (const [of, some] of ofKinds(links))
    table[`${path.basename(file, '.jsonl')} ${of}`] = counted(some);
}
console.table(table);
