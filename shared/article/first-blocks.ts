import type { Block } from '../model/article.ts';
import { cutText } from '../text/cut-text.ts';

/**
 * The beginning of a body, about so many characters of JSON long: whole blocks, and the beginning of the
 * one that the cut goes through.
 *
 * @example
 * firstBlocks([{ kind: 'paragraph', text: 'It rained all day.' }], 50) // [{ kind: 'paragraph', text: 'It rained…' }]
 */
export function firstBlocks(blocks: readonly Block[], characters: number): readonly Block[] {
  let left = characters;
  const end = blocks.findIndex((block) => {
    left -= JSON.stringify(block).length + 1;
    return left < 0;
  });
  const through = blocks[end];
  if (through === undefined) return blocks;
  const room = left + JSON.stringify(through).length + 1;
  const beginning = firstOf(through, room);
  return [...blocks.slice(0, end), ...(beginning === undefined ? [] : [beginning])];
}

/** Of a list or a table so many of its parts as fit; of a text its first characters. */
function firstOf(block: Block, room: number): Block | undefined {
  const share = room / JSON.stringify(block).length;
  const partsOf = <T>(parts: readonly T[]) => parts.slice(0, Math.floor(parts.length * share));
  switch (block.kind) {
    case 'list':
      return someOf({ ...block, items: partsOf(block.items) }, block.items.length * share);
    case 'table':
      return someOf({ ...block, rows: partsOf(block.rows) }, block.rows.length * share);
    default: {
      const text = cutText(block.text, Math.floor(block.text.length * share));
      return someOf({ ...block, text }, text.length);
    }
  }
}

const someOf = (block: Block, count: number): Block | undefined => (count < 1 ? undefined : block);
