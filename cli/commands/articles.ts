import type { Command } from 'commander';
import { versionOf } from '../../shared/article/version-facts.ts';
import type { Article, ArticleRecord, Revision, VersionFacts } from '../../shared/model/article.ts';
import type { Link } from '../../shared/model/story.ts';
import { findArticle } from '../find-article.ts';
import { examples, type ReadOptions, reading } from '../options.ts';
import { printBlocks } from '../print/blocks.ts';
import { counted, minute, type Printer, printerOf } from '../print/printer.ts';
import type { Store } from '../store.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';
import { diffArticlesCommand } from './diff-articles.ts';
import { listArticlesCommand } from './list-articles.ts';

/** `newsloom articles`: what was stored. */
export function articlesCommand(program: Command, world: World): void {
  const articles = program.command('articles').description('the articles that are stored');
  listArticlesCommand(articles, world);
  showCommand(articles, world);
  diffArticlesCommand(articles, world);
}

type ShowOptions = ReadOptions & { readonly text?: boolean };

function showCommand(articles: Command, world: World): void {
  const command = reading(articles.command('show').description('one article'), 'document')
    .argument('<article>', 'its id, or any variant of its address')
    .option('--text', 'with its text')
    .action((wanted: string, options: ShowOptions) =>
      withStore(world, options, async (store) => {
        const record = await findArticle(store, wanted);
        if ('revision' in record) await showArticle(store, printerOf(world), { record, options });
        else showOther(printerOf(world), record, options);
      }),
    );
  examples(command, 'articles show https://news.example/2026/bridge --text');
}

type Shown = { readonly record: Article; readonly options: ShowOptions };

async function showArticle(
  store: Store,
  printer: Printer,
  { record, options }: Shown,
): Promise<void> {
  const revisions: Revision[] = [];
  for await (const revision of store.news.revisions(record.articleId)) revisions.push(revision);
  const links: Link[] = [];
  for await (const link of store.news.links(record.articleId)) links.push(link);
  if (options.json) {
    const versions = revisions.map(({ blocks, ...rest }) =>
      options.text ? { ...rest, blocks } : rest,
    );
    printer.json({ ...record, revisions: versions, links });
    return;
  }
  printArticle(printer, record, versionOf(record, revisions));
  printer.field(
    'revisions',
    revisions
      .map(({ revision, kind, cause }) => `${revision} ${kind}${cause ? ` (${cause})` : ''}`)
      .join(', '),
  );
  printLinks(printer, links);
  const body = revisions.findLast(({ revision }) => revision <= record.revision);
  if (options.text && body) printBlocks(printer, body.blocks);
}

function printArticle(
  { line, field, text, colour, paragraph }: Printer,
  article: Article,
  { siteName }: VersionFacts = {},
): void {
  line(colour.bold(text(article.title)));
  if (article.state === 'removed') line(colour.red('removed by its publisher'));
  if (article.goneSince)
    line(colour.yellow(`its page cannot be found since ${minute(article.goneSince)}`));
  field('id', article.articleId);
  field('address', article.url);
  field('outlet', siteName ? `${siteName} (${article.site})` : article.site);
  field('published', `${minute(article.publishedAt)} (from ${article.publishedFrom})`);
  if (article.modifiedAt) field('modified', minute(article.modifiedAt));
  field('authors', article.authors.join(', '));
  field('section', article.section);
  field('tags', article.tags.join(', '));
  field('language', article.language);
  if (article.dateline)
    field('dateline', [article.dateline.place, article.dateline.agency].filter(Boolean).join(', '));
  field('words', article.wordCount);
  field('correction', article.correction);
  field('story', article.storyId);
  field('raw page', article.rawKey);
  if (article.rights.withheld)
    field(
      'withheld',
      `the text, which the publisher reserves (${article.rights.withheld.join(', ')})`,
    );
  line();
  paragraph(article.lead);
}

function printLinks({ line, text, colour }: Printer, links: readonly Link[]): void {
  if (links.length === 0) return;
  line(`\n${colour.dim(counted(links.length, 'link'))}`);
  for (const { kind, score, otherTitle, otherUrl } of links)
    line(`  ${kind.padEnd(11)} ${score.toFixed(2)}  ${text(otherTitle || otherUrl)}`);
}

function showOther(printer: Printer, record: ArticleRecord, { json }: ReadOptions): void {
  if (json) {
    printer.json(record);
    return;
  }
  printer.field('id', record.articleId);
  printer.field('address', record.url);
  if (record.state === 'taken-down') {
    printer.field('taken down', minute(record.takenDownAt));
    printer.field('by', record.takenDownBy);
    printer.field('because', record.takedownReason);
  }
  if (record.state !== 'discarded') return;
  printer.field('no article', record.reason);
  printer.field('because', record.detail);
  printer.field('since', minute(record.discardedAt));
}
