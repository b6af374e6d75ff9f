import type { PageElement } from './dom.ts';

type Celled = { cell: PageElement | undefined; readonly words: number };
type TableSize = {
  readonly rows: Set<PageElement>;
  readonly cells: Set<PageElement>;
  words: number;
  longest: number;
};

/** The table around a cell. */
export function tableOf(cell: PageElement): PageElement | undefined {
  for (let up = cell.parent; up !== undefined; up = up.parent) {
    if (up.name === 'table') return up;
    if (up.name === 'td' || up.name === 'th') return undefined;
  }
  return undefined;
}

/** Takes the cell away from blocks of tables that only lay out a page: few cells, or whole texts in them. */
export function forgetLayoutTables(blocks: readonly Celled[]): void {
  const sizes = new Map<PageElement, TableSize>();
  for (const { cell, words } of blocks) {
    const table = cell === undefined ? undefined : tableOf(cell);
    if (cell?.parent === undefined || table === undefined) continue;
    const size = sizes.get(table) ?? { rows: new Set(), cells: new Set(), words: 0, longest: 0 };
    sizes.set(table, size);
    size.rows.add(cell.parent);
    size.cells.add(cell);
    size.words += words;
    size.longest = Math.max(size.longest, words);
  }
  for (const block of blocks) {
    const table = block.cell === undefined ? undefined : tableOf(block.cell);
    const size = table === undefined ? undefined : sizes.get(table);
    if (size === undefined || !isData(size)) block.cell = undefined;
  }
}

function isData({ rows, cells, words, longest }: TableSize): boolean {
  return rows.size >= 2 && cells.size >= rows.size * 1.5 && words < cells.size * 12 && longest < 60;
}
