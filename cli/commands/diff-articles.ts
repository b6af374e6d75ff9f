import type { Command } from 'commander';
import { diffVersions } from '../../shared/article/diff-versions.ts';
import { isArticle } from '../../shared/article/is-article.ts';
import type { Article, ArticleRecord, Revision } from '../../shared/model/article.ts';
import { CommandError } from '../command-error.ts';
import { findArticle } from '../find-article.ts';
import { countOption, examples, type ReadOptions, reading } from '../options.ts';
import { printDifference } from '../print/difference.ts';
import { counted, minute, type Printer, printerOf } from '../print/printer.ts';
import type { Store } from '../store.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

type DiffOptions = ReadOptions & { readonly from?: number; readonly to?: number };

/** `newsloom articles diff`: what was changed from one version of an article to another. */
export function diffArticlesCommand(articles: Command, world: World): void {
  const command = reading(
    articles.command('diff').description('what was changed in an article'),
    'document',
  )
    .argument('<article>', 'its id, or any variant of its address')
    .option(
      '--from <revision>',
      'the older version; the one before the newer unless given',
      countOption,
    )
    .option('--to <revision>', 'the newer version; the last unless given', countOption)
    .action((wanted: string, options: DiffOptions) =>
      withStore(world, options, async (store) => {
        const article = articleOf(await findArticle(store, wanted), wanted);
        const versions = await versionsOf(store, article, options);
        if (options.json) printerOf(world).json(documentOf(article, versions));
        else print(world, article, versions);
      }),
    );
  examples(
    command,
    'articles diff https://news.example/2026/bridge',
    'articles diff abd2706b445a9da9bcdbf913a --from 1 --to 3 --json',
  );
}

function articleOf(record: ArticleRecord, wanted: string): Article {
  if (isArticle(record)) return record;
  const why = record.state === 'taken-down' ? 'was taken down' : 'is no article';
  throw new CommandError(`${wanted} ${why}; there is nothing to compare`);
}

type Versions = { readonly from: Revision; readonly to: Revision };

async function versionsOf(
  { news, name }: Store,
  { articleId }: Article,
  wanted: DiffOptions,
): Promise<Versions> {
  const all: Revision[] = [];
  for await (const revision of news.revisions(articleId)) all.push(revision);
  const find = (number: number) => {
    const found = all.find(({ revision }) => revision === number);
    if (found !== undefined) return found;
    const known = all.map(({ revision, kind }) => `${revision} (${kind})`).join(', ');
    throw new CommandError(`no revision ${number} of ${articleId} in ${name}; there is: ${known}`);
  };
  const to = find(wanted.to ?? all.at(-1)?.revision ?? 1);
  const before = all.findLast(({ revision }) => revision < to.revision);
  if (wanted.from !== undefined) return { from: find(wanted.from), to };
  if (before !== undefined) return { from: before, to };
  throw new CommandError(
    `revision ${to.revision} is the first version of ${articleId}: nothing was changed yet`,
  );
}

const documentOf = ({ articleId, url, language }: Article, { from, to }: Versions) => ({
  ...{ articleId, url, from: headOf(from), to: headOf(to) },
  ...diffVersions(from, to, language),
});

const headOf = ({ blocks: _blocks, ...revision }: Revision) => revision;

function print(world: World, article: Article, { from, to }: Versions): void {
  const printer = printerOf(world);
  const { line, text, colour } = printer;
  line(colour.bold(text(to.title)));
  line(colour.dim(`revision ${from.revision} of ${minute(from.observedAt)}`));
  line(`${colour.dim(`revision ${to.revision} of ${minute(to.observedAt)}`)}  ${kindInWords(to)}`);
  line();
  if (!tellLackOfText(printer, to)) {
    const { terminal, colours } = world;
    const { direction, language } = article;
    printDifference({ printer, direction, terminal, colours }, diffVersions(from, to, language));
  }
  const { edit } = to;
  if (edit !== undefined)
    line(colour.dim(`\n${counted(edit.inserted, 'word')} more, ${edit.deleted} fewer`));
}

function kindInWords({ kind, cause }: Revision): string {
  const words: Partial<Record<Revision['kind'], string>> = {
    body: 'another text, which the page says was changed',
    'silent-edit': 'another text, and nothing says so',
    correction: 'a correction, by a note on the page',
    headline: 'another headline',
    rights: 'other terms of its publisher',
    facts: 'other facts of the same text',
    restored: 'there again after it was removed',
  };
  const what = words[kind] ?? kind;
  return cause === undefined
    ? what
    : `${what}; the page is what it was, a newer extractor reads it`;
}

function tellLackOfText({ line }: Printer, { kind, blocks }: Revision): boolean {
  if (kind === 'removed') line('its publisher took it away');
  else if (blocks.length === 0) line('its text is not stored, which the publisher reserves');
  else return false;
  return true;
}
