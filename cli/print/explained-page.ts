import { createHash } from 'node:crypto';
import {
  type ExplainedBlock,
  type ExplainedPage,
  verdictReasons,
} from '../../shared/page/explain-page.ts';
import { cleanLine, cleanLines } from '../../shared/text/terminal-text.ts';
import { explainedPageStyle } from './explained-page-style.ts';
import { counted } from './printer.ts';

/** More dropped blocks in a row than this are folded away: menus have hundreds. */
const openRun = 6;

/**
 * A page of its own that shows which blocks of another are kept, in order, and why the rest is not.
 *
 * It asks for nothing: no script, no image, and a policy that would refuse any.
 *
 * @example
 * explainedPageHtml(explainPage({ bytes, url, headers })) // '<!doctype html>…'
 */
export function explainedPageHtml(page: ExplainedPage): string {
  const hash = createHash('sha256').update(explainedPageStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en" dir="ltr">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(page.title || page.url)}: what is kept</title>`,
    `<style>${explainedPageStyle}</style>`,
    '</head>',
    '<body>',
    header(page),
    legend(page),
    `<main lang="${escaped(page.language)}" dir="${page.direction}">`,
    ...runsOf(page.blocks).map(runHtml),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function header(page: ExplainedPage): string {
  const { url, title, refusal, confidence, encoding, encodingFrom, publisher } = page;
  const outcome =
    refusal === undefined
      ? `<p class="outcome">Read as an article, confidence ${confidence.toFixed(2)}</p>`
      : `<p class="outcome refused">No article: ${escaped(refusal.reason)} (<bdi>${escaped(refusal.detail)}</bdi>)</p>`;
  const facts = [
    ...page.facts,
    ...(publisher?.missing ?? []).map((part) => ({
      name: 'rules',
      value: `${part} finds nothing`,
    })),
    { name: 'encoding', value: encoding, from: encodingFrom },
    { name: 'address', value: url },
  ];
  return [
    '<header>',
    outcome,
    `<h1 dir="auto">${escaped(title) || '(no title)'}</h1>`,
    '<dl>',
    ...facts.map((fact) => {
      const from =
        'from' in fact && fact.from ? ` <span class="from">${escaped(fact.from)}</span>` : '';
      return `<div><dt>${escaped(fact.name)}</dt><dd><bdi>${escaped(readable(fact.value))}</bdi>${from}</dd></div>`;
    }),
    '</dl>',
    '</header>',
  ].join('\n');
}

/** An address in its own script, where it is one. */
function readable(value: string): string {
  if (!/^https?:/.test(value)) return value;
  try {
    return decodeURI(value);
  } catch {
    return value;
  }
}

/** How often each verdict fell, and what it means. */
function legend({ blocks }: ExplainedPage): string {
  const counts = new Map<ExplainedBlock['verdict'], number>();
  for (const { verdict } of blocks) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const rows = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(
      ([verdict, count]) =>
        `<tr><td class="count">${count}</td><th scope="row">${chip(verdict)}</th><td>${escaped(verdictReasons[verdict])}</td></tr>`,
    );
  return `<details class="legend"><summary>${blocks.length} blocks of text, ${counts.get('kept') ?? 0} kept</summary><table>${rows.join('')}</table></details>`;
}

type Run = { readonly kept: boolean; readonly blocks: ExplainedBlock[] };

const isKept = ({ verdict }: ExplainedBlock): boolean =>
  verdict === 'kept' || verdict === 'caption' || verdict === 'title';

function runsOf(blocks: readonly ExplainedBlock[]): Run[] {
  const runs: Run[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.kept === isKept(block)) last.blocks.push(block);
    else runs.push({ kept: isKept(block), blocks: [block] });
  }
  return runs;
}

function runHtml({ kept, blocks }: Run): string {
  const inside = blocks.map(blockHtml).join('\n');
  if (kept || blocks.length <= openRun) return inside;
  const verdicts = [...new Set(blocks.map(({ verdict }) => verdict))].join(', ');
  return `<details class="run"><summary dir="ltr">${blocks.length} blocks left out: ${escaped(verdicts)}</summary>\n${inside}\n</details>`;
}

function blockHtml(block: ExplainedBlock): string {
  const { verdict, kind, text, roles, words, linkDensity, element } = block;
  const details = [
    element,
    ...(roles.length === 0 ? [] : [roles.join(' ')]),
    counted(words, 'word'),
    ...(linkDensity === 0 ? [] : [`${Math.round(linkDensity * 100)}% links`]),
  ].join(' · ');
  const note = `<p class="note" lang="en" dir="ltr">${chip(verdict)} <span>${escaped(details)}</span></p>`;
  return `<div class="block ${verdict} ${kind}" title="${escaped(verdictReasons[verdict])}"><p class="text" dir="auto">${cleanLines(text).map(escaped).join('\n')}</p>${note}</div>`;
}

const chip = (verdict: ExplainedBlock['verdict']): string =>
  `<span class="chip ${verdict}">${escaped(verdict)}</span>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from outside, as text: no markup, no control characters, no bidi marks that reach beyond it. */
const escaped = (text: string): string =>
  cleanLine(text).replace(/[&<>"']/g, (char) => entities[char] ?? '');
