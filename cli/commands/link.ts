import type { Command } from 'commander';
import type { StoryId } from '../../shared/model/ids.ts';
import { placeName } from '../../shared/text/place-name.ts';
import { CommandError } from '../command-error.ts';
import { type FileLink, linkArticles } from '../link/link-articles.ts';
import { linesOf } from '../link/read-lines.ts';
import { countOption, examples } from '../options.ts';
import { counted, type Printer, printerOf } from '../print/printer.ts';
import { roleWords } from '../print/role-words.ts';
import { readChunks } from '../read-input.ts';
import type { World } from '../world.ts';

type Options = { readonly json?: boolean; readonly explain?: string; readonly min: number };

/** Titles of a story that are shown. */
const shownTitles = 8;

/** `newsloom link`: which articles of a file tell one story. */
export function linkCommand(program: Command, world: World): void {
  const command = program
    .command('link')
    .description('which articles of a file tell one story, without a store')
    .argument(
      '<file>',
      'JSON Lines: title, text or summary, url, publishedAt, language; - reads standard input',
    )
    .option('--json', 'JSON Lines of what is found, as it is found: article, link, merge, split')
    .option('--explain <id>', 'one article: its story, and what it shares with the others')
    .option('--min <count>', 'stories of so many articles at least', countOption, 2)
    .action(async (file: string, options: Options) => {
      const findings = linkArticles(linesOf(readChunks(world, file), file));
      const printer = printerOf(world);
      const told = tellerOf(options.explain);
      for await (const finding of findings) {
        if (options.json) printer.jsonLine(finding);
        told.hear(finding);
      }
      if (told.repeated > 0)
        world.err(`${counted(told.repeated, 'article')} left out that an earlier line had\n`);
      if (options.explain !== undefined) printExplained(printer, told, options.explain);
      else if (!options.json) printStories(printer, told, options.min);
    });
  examples(
    command,
    'link articles.jsonl',
    'link articles.jsonl --json > found.jsonl',
    'link articles.jsonl --explain https://news.example/a',
  );
}

/** What is said of a story: its headline, titles of its first articles, and how many there are. */
type ToldStory = {
  count: number;
  headline: string;
  readonly titles: { readonly id: string; readonly title: string }[];
};

type Told = {
  readonly stories: Map<StoryId, ToldStory>;
  readonly into: Map<StoryId, StoryId>;
  readonly links: FileLink[];
  story: StoryId | undefined;
  articles: number;
  repeated: number;
};

/** Remembers what is to be printed at the end, and no more of it. */
function tellerOf(explained: string | undefined) {
  const told: Told = {
    ...{ stories: new Map(), into: new Map(), links: [], story: undefined },
    ...{ articles: 0, repeated: 0 },
  };
  const hear = (finding: Finding): void => {
    if (finding.kind === 'repeated') told.repeated++;
    else if (finding.kind === 'merge') mergeTold(told, finding);
    else if (finding.kind === 'split') splitTold(told, finding, explained);
    else if (finding.kind === 'link') {
      const { from, to } = finding.link;
      if (from === explained || to === explained) told.links.push(finding.link);
    } else hearArticle(told, finding, explained);
  };
  return Object.assign(told, { hear });
}

type Finding = ReturnType<typeof linkArticles> extends AsyncGenerator<infer One> ? One : never;

function hearArticle(
  told: Told,
  { id, title, story, headline }: Finding & { readonly kind: 'article' },
  explained: string | undefined,
): void {
  told.articles++;
  if (id === explained) told.story = story;
  const known = told.stories.get(story) ?? { count: 0, headline, titles: [] };
  known.count++;
  known.headline = headline === '' ? known.headline || id : headline;
  if (known.titles.length < shownTitles)
    known.titles.push({ id, title: title === '' ? id : title });
  told.stories.set(story, known);
}

function mergeTold(
  { stories, into: redirects }: Told,
  { from, into, headline }: Finding & { readonly kind: 'merge' },
): void {
  redirects.set(from, into);
  const [gone, grown] = [stories.get(from), stories.get(into)];
  if (gone === undefined || grown === undefined) return;
  const titles = [...grown.titles, ...gone.titles].slice(0, shownTitles);
  stories.set(into, { count: grown.count + gone.count, headline, titles });
  stories.delete(from);
}

function splitTold(
  told: Told,
  { from, into, ids, headline }: Finding & { readonly kind: 'split' },
  explained: string | undefined,
): void {
  if (explained !== undefined && ids.includes(explained)) told.story = into;
  const whole = told.stories.get(from);
  if (whole === undefined) return;
  const goes = ({ id }: { readonly id: string }) => ids.includes(id);
  const left = whole.titles.filter((one) => !goes(one));
  told.stories.set(into, { count: ids.length, headline, titles: whole.titles.filter(goes) });
  told.stories.set(from, { ...whole, count: whole.count - ids.length, titles: left });
}

function printStories({ line, text, colour }: Printer, told: Told, min: number): void {
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
  const alone = told.stories.size - shown.length;
  line(
    `${counted(told.articles, 'article')} in ${counted(told.stories.size, 'story')}, ${alone} of them with fewer than ${min}`,
  );
}

function printExplained({ line, text, field, colour }: Printer, told: Told, id: string): void {
  if (told.story === undefined)
    throw new CommandError(
      `no article ${id} in the file; an article is named by its id, else its url, else line-1, line-2 …`,
    );
  let storyId = told.story;
  for (let next = told.into.get(storyId); next !== undefined; next = told.into.get(storyId))
    storyId = next;
  const { count = 0, titles = [] } = told.stories.get(storyId) ?? {};
  field('story', storyId);
  field('articles', count);
  for (const { title } of titles) line(`  ${text(title)}`);
  if (told.links.length === 0) line('\nno link to another article');
  for (const { kind, from, to, titles: ends, score, evidence } of told.links) {
    const isFrom = from === id;
    const role = roleWords(kind, isFrom ? 'from' : 'to');
    line(
      `\n${colour.cyan(role)} ${text((isFrom ? ends.to : ends.from) || 'an article without a title')}`,
    );
    field('article', isFrom ? to : from);
    field('score', score.toFixed(2));
    if (evidence.containment !== undefined)
      field('wording', `${Math.round(evidence.containment * 100)}% of the shorter text`);
    field('both have', weighedWords(evidence));
  }
}

/** What both texts have, heaviest first, each with what it adds. */
const weighedWords = ({ weights = {}, places }: FileLink['evidence']): string =>
  Object.entries(weights)
    .sort(([, a], [, b]) => b - a)
    .map(([word, weight]) => `${places.includes(word) ? placeName(word) : word} ${weight}`)
    .join(', ');
