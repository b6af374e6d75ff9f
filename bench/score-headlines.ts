import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Score, scoreAmong } from './score-among.ts';
import { type LabelledDocument, orderOf, storeDocument, storyOf } from './score-stories.ts';
import { emptyTables, linkAndFollow, memoryLinkPorts } from './stores/memory-stores.ts';

/** Headlines that were written for this: a file a language, in each the headlines of an event together, and an empty line before the next event. */
const folder = join(import.meta.dirname, '../tests/fixtures/headlines');
const start = Date.UTC(2025, 0, 6);
/** However many there are, they come within the morning. */
const hours = 5;

/** The languages that there are headlines of. */
export const headlineLanguages = (): string[] =>
  readdirSync(folder).map((file) => file.replace('.txt', ''));

/** The headlines of a language, each with its event. */
export function readHeadlines(language: string): LabelledDocument[] {
  const events = readFileSync(join(folder, `${language}.txt`), 'utf8')
    .trim()
    .split('\n\n');
  return events.flatMap((event, at) =>
    event.split('\n').map((title, outlet) => {
      const id = `${language}${at}-${outlet}`;
      return { id, language, title, text: '', publishedAt: '', gold: `${language}${at}` };
    }),
  );
}

/** How well headlines are linked on empty tables, those of each language judged for itself: one stream, in an order that the seed draws. */
export async function scoreHeadlines(
  headlines: readonly LabelledDocument[],
  seed: number,
): Promise<ReadonlyMap<string, Score>> {
  const tables = emptyTables();
  const ports = memoryLinkPorts(tables);
  const inOrder = headlines.toSorted((a, b) => orderOf(a.id, seed) - orderOf(b.id, seed));
  const apart = (hours * 3_600_000) / inOrder.length;
  for (const [at, headline] of inOrder.entries()) {
    const publishedAt = new Date(start + at * apart).toISOString();
    await linkAndFollow(storeDocument(tables, { ...headline, publishedAt }), tables, ports);
  }
  const scores = new Map<string, Score>();
  for (const language of new Set(headlines.map((headline) => headline.language))) {
    const judged = headlines
      .filter((headline) => headline.language === language)
      .map((headline) => ({ gold: headline.gold, story: storyOf(tables, headline) }));
    scores.set(language, scoreAmong(judged)(judged));
  }
  return scores;
}
