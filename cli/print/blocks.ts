import type { Block } from '../../shared/model/article.ts';
import type { Printer } from './printer.ts';

/** Prints an article's body as a person reads it. */
export function printBlocks(printer: Printer, blocks: readonly Block[]): void {
  for (const block of blocks) {
    printer.line();
    printBlock(printer, block);
  }
}

function printBlock({ paragraph, line, text, colour }: Printer, block: Block): void {
  switch (block.kind) {
    case 'heading':
      line(colour.bold(text(block.text)));
      return;
    case 'quote':
      paragraph(block.text, '  | ');
      return;
    case 'caption':
      paragraph(block.text, '  [] ');
      return;
    case 'list':
      for (const [at, item] of block.items.entries())
        paragraph(item, block.ordered ? `${String(at + 1).padStart(3)}. ` : '  - ');
      return;
    case 'table':
      for (const row of block.rows) paragraph(row.join('  |  '), '  ');
      return;
    default:
      paragraph(block.text);
  }
}
