import type { TextBlock } from './blocks.ts';
import type { Container } from './container.ts';

/** Why a block is in the body or not; shown by `--explain`. */
export type Verdict =
  | 'kept'
  | 'caption'
  | 'outside'
  | 'before-title'
  | 'title'
  | 'role'
  | 'links'
  | 'phrase'
  | 'duplicate'
  | 'fragment'
  | 'teaser'
  | 'ending'
  | 'orphan-heading'
  | 'tail'
  | 'summary'
  | 'publisher';

/** What the filter needs to know of the page. */
export type BodyScope = {
  readonly blocks: readonly TextBlock[];
  readonly container: Container;
  /** Index of the block that is the headline. */
  readonly titleAt: number | undefined;
  readonly titleKey: string;
  /** Marks blocks that the page's own data calls the body. */
  readonly claimed: ReadonlySet<number>;
  /** Who wrote it, as far as the page says. */
  readonly authors: readonly string[];
  /** What the outlet calls itself, in lower case: its name, and that of its host. */
  readonly outlets: readonly string[];
  /** Texts of a list of stories. */
  readonly teasers: ReadonlySet<number>;
  /** What a machine says in short. */
  readonly summaries: ReadonlySet<number>;
  /** What the outlet's own rules leave out. */
  readonly dropped: ReadonlySet<number>;
  /** Keep short texts and roles: for pages where the strict filter leaves next to nothing. */
  readonly lenient: boolean;
};

/** A block that carries the text: prose of some length. */
export function isGood(block: TextBlock): boolean {
  if (block.linkDensity > 0.5) return false;
  return block.words >= 12 && (block.sentenceEnds > 0 || block.commas > 0 || block.words > 24);
}

/** Words of a kept block that carries the text. */
export const goodWords = (block: TextBlock, verdict: Verdict | undefined): number =>
  verdict === 'kept' && isGood(block) ? block.words : 0;
