import type { Command } from 'commander';
import type { ExtractedArticle } from '../../shared/model/article.ts';
import { type ExplainedBlock, explainPage } from '../../shared/page/explain-page.ts';
import { readPage } from '../../shared/page/read-page.ts';
import { CommandError } from '../command-error.ts';
import { examples, urlOption } from '../options.ts';
import { printBlocks } from '../print/blocks.ts';
import { minute, type Printer, printerOf } from '../print/printer.ts';
import { readDocument } from '../read-input.ts';
import type { World } from '../world.ts';

type Options = { readonly url?: string; readonly json?: boolean; readonly explain?: boolean };

/** `newsloom page`: what would be extracted. */
export function pageCommand(program: Command, world: World): void {
  const command = program
    .command('page')
    .description('what would be extracted from a page, as a person reads it')
    .argument('<page>', 'an address or a file')
    .option('--url <url>', 'the address that the page is read under', urlOption)
    .option('--json', 'one JSON document')
    .option('--explain', 'block by block what is kept of the page, and why the rest is not')
    .action(async (source: string, { url, json, explain }: Options) => {
      const document = await readDocument(world, source, { accept: 'text/html,*/*;q=0.8', url });
      const printer = printerOf(world);
      if (explain) {
        const blocks = explainPage(document);
        if (json) printer.json(blocks);
        else printExplained(printer, blocks);
        return;
      }
      const extraction = readPage(document);
      if (json) printer.json(extraction);
      else if (extraction.ok) {
        printExtraction(printer, extraction.article);
        printer.line();
        printer.field(
          'read as',
          `${extraction.encoding}, confidence ${extraction.confidence.toFixed(2)}`,
        );
      }
      if (!extraction.ok)
        throw new CommandError(
          `${source} is no article: ${extraction.reason} (${extraction.detail})`,
        );
    });
  examples(
    command,
    'page https://news.example/2026/bridge',
    'page saved.html --url https://news.example/a --json',
    'page saved.html --explain',
  );
}

/** Kept blocks stand out; a verdict is read down the left edge. */
function printExplained(printer: Printer, blocks: readonly ExplainedBlock[]): void {
  const { line, text, colour } = printer;
  for (const { verdict, roles, words, linkDensity, element, text: said } of blocks) {
    const mark = verdict === 'kept' ? colour.green(verdict.padEnd(14)) : verdict.padEnd(14);
    const facts = [
      element,
      ...(roles.length === 0 ? [] : [roles.join(' ')]),
      `${words} words`,
      ...(linkDensity === 0 ? [] : [`${Math.round(linkDensity * 100)}% links`]),
    ].join(', ');
    line(`${mark} ${text(said.length > 100 ? `${said.slice(0, 99)}…` : said)}`);
    line(colour.dim(`${' '.repeat(15)}${text(facts)}`));
  }
}

function printExtraction(printer: Printer, article: ExtractedArticle): void {
  const { line, field, text, colour } = printer;
  line(colour.bold(text(article.title)));
  field('outlet', article.siteName);
  if (article.published)
    field(
      'published',
      `${minute(article.published.at)} (from ${article.published.from}, to the ${article.published.precision})`,
    );
  if (article.modifiedAt) field('modified', minute(article.modifiedAt));
  field('authors', article.authors.join(', '));
  field('section', article.section);
  field('tags', article.tags.join(', '));
  field('language', `${article.language} (${article.direction})`);
  if (article.dateline)
    field('dateline', [article.dateline.place, article.dateline.agency].filter(Boolean).join(', '));
  field('image', article.imageUrl);
  field('canonical', article.canonicalUrl);
  field('words', article.wordCount);
  field('robots', article.rights.robots.join(', '));
  if (article.rights.paywalled) field('paywall', 'yes');
  if (article.liveblog) field('live blog', 'yes');
  field('correction', article.correction);
  printBlocks(printer, article.blocks);
  if (article.related.length > 0) line(`\n${colour.dim('related on the page')}`);
  for (const { title, url } of article.related) {
    line(`  ${text(title)}`);
    line(colour.dim(`    ${text(url)}`));
  }
}
