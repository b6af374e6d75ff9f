import type { Tombstone } from '../model/article.ts';
import type { Finding } from './finding.ts';

/** A tombstone with what may be left of its article. */
export type TakedownFile = {
  readonly tombstone: Tombstone;
  /** Versions that are stored still. */
  readonly versions: number;
  /** Whether the log of changes has the takedown. */
  readonly isTold: boolean;
};

/**
 * Holds a takedown to what is always true of one that is done. To finish it, it is run again: deleting
 * everything is a person's decision.
 *
 * @example
 * judgeTakedown({ tombstone, versions: 1, isTold: true })
 * // [{ rule: 'takedown-done', about: 'a…', found: '1 of its versions is stored still: take it down again' }]
 */
export function judgeTakedown({ tombstone, versions, isTold }: TakedownFile): Finding[] {
  const { articleId: about, pending } = tombstone;
  const left = [
    ...(pending === undefined ? [] : ['its takedown was not finished']),
    ...(versions === 0
      ? []
      : [`${versions} of its versions ${versions === 1 ? 'is' : 'are'} stored still`]),
    ...(isTold ? [] : ['its takedown is not in the log of changes']),
  ];
  return left.map((what) => ({
    rule: 'takedown-done',
    about,
    found: `${what}: take it down again`,
  }));
}
