import type { Block } from '../model/article.ts';
import type { TextBlock } from './blocks.ts';
import type { Verdict } from './body-scope.ts';
import { tableOf } from './data-tables.ts';
import type { PageElement } from './dom.ts';

/** Turns kept blocks into the typed body: list items and table rows come together again. */
export function typedBlocks(blocks: readonly TextBlock[], verdicts: readonly Verdict[]): Block[] {
  const body: Block[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    if (block === undefined) break;
    if (verdicts[at] === 'caption') {
      body.push({ kind: 'caption', text: block.text });
      continue;
    }
    if (verdicts[at] !== 'kept') continue;
    const group = groupFrom(blocks, verdicts, at);
    body.push(body.some(isText) ? group.block : leadOf(group.block));
    at = group.last;
  }
  return body;
}

const isText = ({ kind }: Block): boolean => kind !== 'caption';
const LEAD_WORDS = 8;

/** What stands as a heading in front of the whole text and is a sentence leads into it. */
function leadOf(block: Block): Block {
  const isLead =
    block.kind === 'heading' &&
    /[.!?…؟۔。।]$/u.test(block.text) &&
    block.text.split(' ').length >= LEAD_WORDS;
  return isLead ? { kind: 'paragraph', text: block.text } : block;
}

type Group = { readonly block: Block; readonly last: number };

function groupFrom(blocks: readonly TextBlock[], verdicts: readonly Verdict[], at: number): Group {
  const block = blocks[at] as TextBlock;
  const table = block.cell === undefined ? undefined : tableOf(block.cell);
  if (table !== undefined) return tableFrom(blocks, verdicts, at, table);
  const list = block.listItem?.parent;
  if (list !== undefined && block.heading === 0 && (list.name === 'ul' || list.name === 'ol')) {
    return listFrom(blocks, verdicts, at, list);
  }
  return { block: singleBlock(block), last: at };
}

function singleBlock(block: TextBlock): Block {
  if (block.heading > 0) return { kind: 'heading', level: block.heading, text: block.text };
  if (block.preformatted) return { kind: 'preformatted', text: block.text };
  if (block.quote) return { kind: 'quote', text: block.text };
  return { kind: 'paragraph', text: block.text };
}

function listFrom(
  blocks: readonly TextBlock[],
  verdicts: readonly Verdict[],
  first: number,
  list: PageElement,
): Group {
  const items: string[] = [];
  let item: PageElement | undefined;
  let last = first;
  for (let at = first; at < blocks.length; at++) {
    const block = blocks[at];
    if (block?.listItem?.parent !== list) break;
    last = at;
    if (verdicts[at] !== 'kept') continue;
    if (block.listItem === item) items.push(`${items.pop() ?? ''} ${block.text}`);
    else items.push(block.text);
    item = block.listItem;
  }
  return { block: { kind: 'list', ordered: list.name === 'ol', items }, last };
}

function tableFrom(
  blocks: readonly TextBlock[],
  verdicts: readonly Verdict[],
  first: number,
  table: PageElement,
): Group {
  const rows: string[][] = [];
  let row: PageElement | undefined;
  let cell: PageElement | undefined;
  let last = first;
  for (let at = first; at < blocks.length; at++) {
    const block = blocks[at];
    if (block?.cell === undefined || tableOf(block.cell) !== table) break;
    last = at;
    if (verdicts[at] !== 'kept') continue;
    if (block.cell.parent !== row) rows.push([]);
    const cells = rows[rows.length - 1] ?? [];
    if (block.cell === cell) cells.push(`${cells.pop() ?? ''} ${block.text}`);
    else cells.push(block.text);
    row = block.cell.parent;
    cell = block.cell;
  }
  return { block: { kind: 'table', rows }, last };
}
