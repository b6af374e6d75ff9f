import type { StoryId } from '../../shared/model/ids.ts';
import { placeName } from '../../shared/text/place-name.ts';
import { CommandError } from '../command-error.ts';
import { counted, type Printer } from '../print/printer.ts';
import { roleWords } from '../print/role-words.ts';
import type { FileLink } from './link-articles.ts';
import type { Told } from './told-stories.ts';

/** The stories of a file, the largest first. */
export function printStories({ line, text, colour }: Printer, told: Told, min: number): void {
  const shown = [...told.stories]
    .filter(([, { count }]) => count >= min)
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  for (const [, { count, headline, titles }] of shown) {
    line(`${colour.bold(text(headline))}  ${counted(count, 'article')}`);
    const shownTwice = titles.findIndex(({ title }) => title === headline);
    const others = shownTwice < 0 ? titles : titles.toSpliced(shownTwice, 1);
    for (const { title } of others) line(`  ${text(title)}`);
    const left = count - others.length - 1;
    if (left > 0) line(colour.dim(`  … ${left} more`));
    line();
  }
  const small = told.stories.size - shown.length;
  const notShown = small > 0 ? `; not shown: ${small} with fewer than ${min}` : '';
  line(`${counted(told.articles, 'article')} in ${counted(told.stories.size, 'story')}${notShown}`);
}

/** One article: its story, and what it shares with others, those first that it shares most with. */
export function printExplained(printer: Printer, told: Told, id: string): void {
  if (told.explained === undefined)
    throw new CommandError(
      `no article ${id} in the file; an article is named by its id, else its url, else line-1, line-2 …`,
    );
  const { line, text, field, colour } = printer;
  const { title } = told.explained;
  const storyId = redirected(told, told.explained.story);
  const { count = 0, titles = [] } = told.stories.get(storyId) ?? {};
  line(colour.bold(text(title || 'an article without a title')));
  field('article', id);
  field('story', count > 1 ? `${storyId}, with ${counted(count - 1, 'other article')}` : 'alone');
  const others = titles.filter((one) => one.id !== id);
  for (const one of others) line(`  ${text(one.title)}`);
  const left = count - others.length - 1;
  if (left > 0) line(colour.dim(`  … ${left} more`));
  if (told.links.length === 0) line('\nno link to another article');
  for (const link of told.links.toSorted((a, b) => b.score - a.score)) printLink(printer, link, id);
}

function redirected({ into }: Told, story: StoryId): StoryId {
  let current = story;
  for (let next = into.get(current); next !== undefined; next = into.get(current)) current = next;
  return current;
}

function printLink({ line, text, field, colour }: Printer, link: FileLink, id: string): void {
  const { kind, from, to, titles, score, evidence } = link;
  const isFrom = from === id;
  const role = roleWords(kind, isFrom ? 'from' : 'to');
  line(
    `\n${colour.cyan(role)} ${text((isFrom ? titles.to : titles.from) || 'an article without a title')}`,
  );
  field('article', isFrom ? to : from);
  field('score', score.toFixed(2));
  if (evidence.containment !== undefined)
    field('wording', `${Math.round(evidence.containment * 100)}% of the shorter text`);
  // One a line, figures first: words of two directions beside figures read in no order.
  for (const [at, { word, weight }] of weighedWords(evidence).entries())
    line(
      `${colour.dim((at === 0 ? 'both have' : '').padEnd(12))} ${weight.toFixed(3)}  ${text(word)}`,
    );
}

/** What both texts have, heaviest first, and what each adds; what adds nothing is no reason. */
const weighedWords = ({ weights = {}, places }: FileLink['evidence']) =>
  Object.entries(weights)
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([word, weight]) => ({ word: places.includes(word) ? placeName(word) : word, weight }));
