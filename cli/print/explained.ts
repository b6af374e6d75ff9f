import {
  type ExplainedBlock,
  type ExplainedPage,
  verdictReasons,
} from '../../shared/page/explain-page.ts';
import { counted, type Printer } from './printer.ts';

const longestText = 100;
const column = 15;

/** Prints what became of a page and why: its facts, a count by verdict, and every block. */
export function printExplained(printer: Printer, page: ExplainedPage): void {
  const { line, field, colour } = printer;
  const { refusal, confidence, encoding, encodingFrom, facts, blocks } = page;
  if (refusal === undefined) field('read', `an article, confidence ${confidence.toFixed(2)}`);
  else field('refused', `${refusal.reason} (${refusal.detail})`);
  field('encoding', `${encoding} (${encodingFrom})`);
  for (const { name, value, from } of facts)
    field(name, from === undefined ? value : `${value} (from ${from})`);
  printRules(printer, page.publisher);
  line();
  printCounts(printer, blocks);
  line();
  for (const block of blocks) printBlock(printer, block);
  line(colour.dim('--html shows the same as a page to look at'));
}

function printRules({ field }: Printer, publisher: ExplainedPage['publisher']): void {
  if (publisher === undefined) return;
  field('found', publisher.found.join(', '));
  field('not found', publisher.missing.join(', '));
}

function printCounts({ line, colour }: Printer, blocks: readonly ExplainedBlock[]): void {
  const counts = new Map<ExplainedBlock['verdict'], number>();
  for (const { verdict } of blocks) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  for (const [verdict, count] of [...counts].sort((a, b) => b[1] - a[1]))
    line(
      `${String(count).padStart(5)} ${verdict.padEnd(column)}${colour.dim(verdictReasons[verdict])}`,
    );
}

/** Kept blocks stand out; a verdict is read down the left edge. */
function printBlock({ line, text, colour }: Printer, block: ExplainedBlock): void {
  const { verdict, roles, words, linkDensity, element, text: said } = block;
  const name = verdict.padEnd(column - 1);
  const mark =
    verdict === 'kept'
      ? colour.green(name)
      : verdict === 'caption' || verdict === 'title'
        ? colour.cyan(name)
        : colour.dim(name);
  const facts = [
    element,
    ...(roles.length === 0 ? [] : [roles.join(' ')]),
    counted(words, 'word'),
    ...(linkDensity === 0 ? [] : [`${Math.round(linkDensity * 100)}% links`]),
  ].join(', ');
  const short = said.length > longestText ? `${said.slice(0, longestText - 1)}…` : said;
  line(`${mark} ${text(short)}`);
  line(colour.dim(`${' '.repeat(column)}${text(facts)}`));
}
