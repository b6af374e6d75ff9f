import type { Block } from '../model/article.ts';

/**
 * The body as plain text, a block a line; captions belong to pictures and stay out.
 *
 * @example
 * contentText([{ kind: 'heading', level: 2, text: 'Why' }, { kind: 'paragraph', text: 'Because.' }])
 * // 'Why\nBecause.'
 */
export function contentText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

function blockText(block: Block): string {
  if (block.kind === 'caption') return '';
  if (block.kind === 'list') return block.items.join('\n');
  if (block.kind === 'table') return block.rows.map((row) => row.join(' ')).join('\n');
  return block.text;
}
