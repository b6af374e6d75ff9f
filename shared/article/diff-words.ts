import { diffArrays } from 'diff';
import { wordSegments } from '../text/word-segments.ts';

/** A piece of a text: in both versions, or in one alone. */
export type Piece = { readonly kind: 'same' | 'deleted' | 'inserted'; readonly text: string };

/** Of two texts that differ more, one is shown in place of the other. */
const mostEdits = 4000;

/**
 * What was deleted and inserted between two texts, word by word; in scripts without spaces as well.
 *
 * @param language BCP 47; where it is wrong or unknown, words are cut as in any language
 *
 * @example
 * diffWords('It rained on Monday.', 'It snowed on Monday.', 'en')
 * // [{ kind: 'same', text: 'It ' }, { kind: 'deleted', text: 'rained' }, { kind: 'inserted', text: 'snowed' }, …]
 */
export function diffWords(before: string, after: string, language?: string): Piece[] {
  const [old = [], now = []] = [before, after].map((text) =>
    wordSegments(text, language).map((segment) => segment.text),
  );
  const changes = diffArrays(old, now, { maxEditLength: mostEdits });
  if (changes === undefined) return inOrder([piece('deleted', before), piece('inserted', after)]);
  return inOrder(
    changes.map(({ value, added, removed }) =>
      piece(added ? 'inserted' : removed ? 'deleted' : 'same', value.join('')),
    ),
  );
}

const piece = (kind: Piece['kind'], text: string): Piece => ({ kind, text });

type Gap = { readonly deleted: string; readonly inserted: string };

/** A space at the end of both is in both. */
function replacement({ deleted, inserted }: Gap): Piece[] {
  const [space = ''] = /\s*$/.exec(deleted) ?? [];
  const isShared = space !== '' && inserted.endsWith(space);
  const end = isShared ? -space.length : undefined;
  return [
    piece('deleted', deleted.slice(0, end)),
    piece('inserted', inserted.slice(0, end)),
    piece('same', isShared ? space : ''),
  ];
}

/**
 * Deletions before insertions, and neighbours that nothing but white space parts as one: «[three old
 * bridges] {two ferries}» reads better than word for word.
 */
function inOrder(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let gap = { deleted: '', inserted: '' };
  let isOpen = false;
  const close = () => {
    result.push(...replacement(gap));
    gap = { deleted: '', inserted: '' };
    isOpen = false;
  };
  for (const [at, { kind, text }] of pieces.entries()) {
    if (kind !== 'same') {
      gap = { ...gap, [kind]: gap[kind] + text };
      isOpen = true;
      continue;
    }
    const isBetween = isOpen && text.trim() === '' && at + 1 < pieces.length;
    if (isBetween) gap = { deleted: gap.deleted + text, inserted: gap.inserted + text };
    else {
      close();
      result.push(piece('same', text));
    }
  }
  close();
  return joined(result.filter(({ text }) => text !== ''));
}

/** Neighbours of one kind are one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const each of pieces) {
    const last = result.at(-1);
    if (last?.kind === each.kind) result.splice(-1, 1, piece(each.kind, last.text + each.text));
    else result.push(each);
  }
  return result;
}
