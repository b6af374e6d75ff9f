import type { Command } from 'commander';
import { explainFacts } from '../../shared/page/explain-facts.ts';
import { type ExplainedPage, explainPage } from '../../shared/page/explain-page.ts';
import type { Extraction } from '../../shared/page/extraction.ts';
import { readPage } from '../../shared/page/read-page.ts';
import { CommandError } from '../command-error.ts';
import { examples, urlOption } from '../options.ts';
import { printBlocks } from '../print/blocks.ts';
import { printExplained } from '../print/explained.ts';
import { explainedPageHtml } from '../print/explained-page.ts';
import { counted, type Printer, printerOf } from '../print/printer.ts';
import { readDocument, writeOutput } from '../read-input.ts';
import type { World } from '../world.ts';

type Options = {
  readonly url?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly html?: string | true;
};

const htmlFile = 'explained.html';

/** `newsloom page`: what would be extracted. */
export function pageCommand(program: Command, world: World): void {
  const command = program
    .command('page')
    .description('what would be extracted from a page, as a person reads it')
    .argument('<page>', 'an address or a file')
    .option('--url <url>', 'the address that the page is read under', urlOption)
    .option('--json', 'one JSON document')
    .option('--explain', 'block by block what is kept of the page, and why the rest is not')
    .option('--html [file]', `the same as a page to look at, ${htmlFile} if no file is named`)
    .action(async (source: string, { url, json, explain, html }: Options) => {
      const document = await readDocument(world, source, { accept: 'text/html,*/*;q=0.8', url });
      const printer = printerOf(world);
      if (!explain && html === undefined) {
        printRead(printer, source, { extraction: readPage(document), json });
        return;
      }
      const page = explainPage(document);
      if (json) printer.json(page);
      else if (explain) printExplained(printer, page);
      if (html !== undefined) await writeHtml(world, page, html === true ? htmlFile : html);
    });
  examples(
    command,
    'page https://news.example/2026/bridge',
    'page saved.html --url https://news.example/a --json',
    'page saved.html --explain',
    'page https://news.example/2026/bridge --html look.html',
  );
}

async function writeHtml(world: World, page: ExplainedPage, file: string): Promise<void> {
  await writeOutput(world, file, explainedPageHtml(page));
  const kept = page.blocks.filter(({ verdict }) => verdict === 'kept').length;
  // Standard output may be JSON.
  world.err(`wrote ${file}: ${kept} of ${counted(page.blocks.length, 'block')} kept\n`);
}

function printRead(
  printer: Printer,
  source: string,
  { extraction, json }: { readonly extraction: Extraction; readonly json: boolean | undefined },
): void {
  if (json) printer.json(extraction);
  else if (extraction.ok) printExtraction(printer, extraction);
  if (extraction.ok) return;
  const { reason, detail } = extraction;
  throw new CommandError(`${source} is no article: ${reason} (${detail})`);
}

function printExtraction(printer: Printer, extraction: Extraction & { readonly ok: true }): void {
  const { article, confidence, encoding } = extraction;
  const { line, field, text, colour } = printer;
  line(colour.bold(text(article.title || 'a page without a title')));
  for (const { name, value, from } of explainFacts(article)) {
    if (name === 'title' || name === 'related') continue;
    field(name, from === undefined ? value : `${value} (from ${from})`);
  }
  printBlocks(printer, article.blocks);
  if (article.related.length > 0) line(`\n${colour.dim('related on the page')}`);
  for (const { title, url } of article.related) {
    line(`  ${text(title)}`);
    line(colour.dim(`    ${text(url)}`));
  }
  line();
  field('read as', `${encoding}, confidence ${confidence.toFixed(2)}`);
}
