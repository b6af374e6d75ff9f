import type { BlockList, Region, TextBlock } from './blocks.ts';
import type { Role } from './role-names.ts';

/** The part of a page in which its article lies: a half-open range of blocks. */
export type Container = { readonly start: number; readonly end: number; readonly score: number };

/** Roles that real bodies are wrapped in by mistake more often than not. */
const WEAK: ReadonlySet<Role> = new Set([
  'newsletter',
  'share',
  'consent',
  'meta',
  'author',
  'aside',
  'advert',
  'caption',
  'hidden',
  'embed',
]);
const BODY_NAMES =
  /(^|[\s_-])((article|story|post|entry|news|page|content|text|main|detail|single|paragraph)s?[_-]?(body|content|text|copy|main|inner|container|detail|article|wrapper|entry)s?|articlebody|bodytext|body-?copy|rich-?text|artikel-?text|storytext|textcontent|fulltext|full-text|prose)([\s_-]|$)/i;

/** How many words of prose lie before each block, so that any range is one subtraction. */
function prefixSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at++) sums[at + 1] = (sums[at] ?? 0) + (values[at] ?? 0);
  return sums;
}

const between = (sums: Float64Array, { start, end }: { start: number; end: number }): number =>
  (sums[end] ?? 0) - (sums[start] ?? 0);

/** Words that read like prose. */
export function proseWords(block: TextBlock): number {
  if (block.linkDensity > 0.5) return 0;
  const punctuated = block.sentenceEnds > 0 || block.commas > 1;
  return block.words >= 10 && punctuated ? block.words : 0;
}

/** What is known of single blocks before anything is known of the elements around them. */
export type KnownBlocks = {
  /** Index of the headline. */
  readonly titleAt: number | undefined;
  /** Texts of a list of stories, which are not the page's prose. */
  readonly teasers: ReadonlySet<number>;
};

/**
 * Gives every block the roles of the elements around it, except roles that cannot be meant:
 * those of an element that holds the page's heading or too much of its prose.
 */
export function assignRoles({ blocks, regions }: BlockList, known: KnownBlocks): void {
  const { titleAt: headingAt, teasers } = known;
  const prose = prefixSums(blocks.map((block, at) => (teasers.has(at) ? 0 : proseWords(block))));
  const total = between(prose, { start: 0, end: blocks.length });
  const starts = new Map<Role, Int32Array>();
  const shares = sharesByName(regions, prose);
  for (const region of regions) {
    if (region.end === region.start) continue;
    const roles = rolesIn(blocks, region);
    for (let at = 0; at < roles.length; at++) {
      const role = roles[at];
      if (role === undefined || roles.indexOf(role) < at) continue;
      const words = WEAK.has(role) ? shares.get(nameOf(region)) : between(prose, region);
      const share = (words ?? 0) / (total || 1);
      if (isWaived(region, role, share, headingAt)) continue;
      const deltas = starts.get(role) ?? new Int32Array(blocks.length + 1);
      starts.set(role, deltas);
      deltas[region.start] = (deltas[region.start] ?? 0) + 1;
      deltas[region.end] = (deltas[region.end] ?? 0) - 1;
    }
  }
  spreadRoles(blocks, starts);
}

/** Blocks of the same roles share one set of them: most pages have a few dozen. */
function spreadRoles(blocks: readonly TextBlock[], starts: ReadonlyMap<Role, Int32Array>): void {
  const kinds = [...starts.keys()];
  const masks = new Uint16Array(blocks.length);
  for (const [kind, deltas] of [...starts.values()].entries()) {
    let open = 0;
    for (let at = 0; at < blocks.length; at++) {
      open += deltas[at] ?? 0;
      if (open > 0) masks[at] = (masks[at] ?? 0) | (1 << kind);
    }
  }
  const meta = kinds.includes('meta') ? 1 << kinds.indexOf('meta') : 0;
  const sets = new Map<number, ReadonlySet<Role>>();
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    let mask = masks[at] ?? 0;
    if (block === undefined || mask === 0) continue;
    if ((mask & meta) !== 0 && isSentence(block)) mask &= ~meta;
    const set = sets.get(mask) ?? new Set(kinds.filter((_, kind) => (mask & (1 << kind)) !== 0));
    sets.set(mask, set);
    block.roles = set;
  }
}

/** A box of a form and its heading holds no more than this. */
const PROMPT_BLOCKS = 4;
const PROMPT_WORDS = 40;

/** A few words around a form ask to subscribe, to comment or to report, whatever the box is called. */
function rolesIn(blocks: readonly TextBlock[], region: Region): readonly Role[] {
  const { start, end, element, roles } = region;
  if (end - start > PROMPT_BLOCKS || roles.includes('newsletter')) return roles;
  const holdsForm = element.children.some(
    (child) => typeof child !== 'string' && child.name === 'form',
  );
  if (!holdsForm) return roles;
  const words = blocks.slice(start, end).reduce((sum, block) => sum + block.words, 0);
  return words <= PROMPT_WORDS ? [...roles, 'newsletter'] : roles;
}

/** `article-info` is around dates and, elsewhere, around the text. */
const isSentence = (block: TextBlock): boolean =>
  block.words >= 14 && block.sentenceEnds > 0 && block.linkDensity < 0.2;

/** A body cut into many elements of one class counts as a whole: `grid-with-sidebar`, again and again. */
function sharesByName(regions: readonly Region[], prose: Float64Array): Map<string, number> {
  const shares = new Map<string, number>();
  const ends = new Map<string, number>();
  for (const region of regions) {
    if (region.roles.length === 0 || region.end === region.start) continue;
    const name = nameOf(region);
    if (region.start < (ends.get(name) ?? 0)) continue;
    ends.set(name, region.end);
    shares.set(name, (shares.get(name) ?? 0) + between(prose, region));
  }
  return shares;
}

const nameOf = ({ element }: Region): string =>
  `${element.name} ${element.attributes['class'] ?? element.attributes['id'] ?? ''}`;

function isWaived(
  region: Region,
  role: Role,
  share: number,
  headingAt: number | undefined,
): boolean {
  if (region.element.name === 'body' || region.element.name === 'html') return true;
  const holdsHeading =
    headingAt !== undefined && region.start <= headingAt && headingAt < region.end;
  if (holdsHeading && region.end - region.start > 3 && share > 0.1) return true;
  return share > (WEAK.has(role) ? 0.35 : 0.7);
}

/** How much a block speaks for the element around it being the article. */
export function scoreOf(block: TextBlock): number {
  const words = Math.min(block.words, 120);
  if (block.roles.size > 0) return -1 - Math.min(words, 20) * 0.2;
  if (block.linkDensity > 0.5) return -1.2 - Math.min(words, 12) * 0.15;
  if (block.heading > 0) return 0;
  const sentence = block.sentenceEnds > 0 || block.commas > 1;
  const weight = (1 - block.linkDensity) * (block.listItem || block.cell ? 0.6 : 1);
  if (block.words >= 10 && sentence) return words * weight;
  if (block.element.name === 'p' && block.words >= 5) return words * 0.3 * weight;
  if (block.words >= 15) return words * 0.3 * weight;
  const isPart = block.listItem !== undefined || block.cell !== undefined;
  return isPart && block.linkDensity < 0.2 ? 0 : -1.5;
}

/** What is known of single blocks beside their own form. */
export type BlockHints = KnownBlocks & {
  /** Blocks that the page's own data calls the body. */
  readonly claimed: ReadonlySet<number>;
};

/**
 * The element whose blocks score most, narrowed to a marked body inside it where one holds nearly
 * as much; or a run of neighbours, where a body lies among things that are not set apart.
 */
export function findContainer({ blocks, regions }: BlockList, hints: BlockHints): Container {
  const nearness = nearnessToTitle(blocks, hints.titleAt);
  const scores = blocks.map((block, at) => {
    const score = hintedScore(block, at, nearness, hints.claimed);
    return score > 0 && hints.teasers.has(at) ? score * 0.3 : score;
  });
  const sums = prefixSums(scores);
  let best: Container = { start: 0, end: blocks.length, score: Number.NEGATIVE_INFINITY };
  for (const region of regions) {
    const score = between(sums, region);
    if (score >= best.score && region.end > region.start) {
      best = { start: region.start, end: region.end, score };
    }
  }
  const run = bestRun(scores);
  return best.score < run.score * MIN_REGION_SHARE ? run : narrow(regions, sums, best);
}

/** A region that scores less than this share of the best run is only a part of the body. */
const MIN_REGION_SHARE = 0.7;

function hintedScore(
  block: TextBlock,
  at: number,
  nearness: Float64Array,
  claimed: ReadonlySet<number>,
): number {
  const score = scoreOf(block);
  if (claimed.has(at)) return Math.max(0, score) + Math.min(60, block.words + 5);
  return score > 0 ? score * (nearness[at] ?? 1) : score;
}

function leadsAway({ linkDensity, roles }: TextBlock): boolean {
  return roles.size === 0 ? linkDensity > 0.5 : roles.has('related') || roles.has('comments');
}

/** A body follows its headline; every link in between makes it likelier that something else has begun. */
function nearnessToTitle(blocks: readonly TextBlock[], titleAt: number | undefined): Float64Array {
  const nearness = new Float64Array(blocks.length).fill(titleAt === undefined ? 1 : 0.35);
  if (titleAt === undefined) return nearness;
  let weight = 1.5;
  for (let at = titleAt; at < blocks.length; at++) {
    const block = blocks[at];
    if (block !== undefined && leadsAway(block)) weight *= 0.94;
    nearness[at] = Math.max(0.2, weight);
  }
  return nearness;
}

/** The contiguous blocks of the greatest sum. */
function bestRun(scores: readonly number[]): Container {
  let best: Container = { start: 0, end: 0, score: 0 };
  let [start, sum] = [0, 0];
  for (const [at, score] of scores.entries()) {
    if (sum <= 0) [start, sum] = [at, 0];
    sum += score;
    if (sum > best.score) best = { start, end: at + 1, score: sum };
  }
  return best;
}

function narrow(regions: readonly Region[], sums: Float64Array, best: Container): Container {
  let marked: Container | undefined;
  for (const region of regions) {
    const score = between(sums, region);
    if (score < best.score * 0.75 || !isMarkedBody(region)) continue;
    if (marked === undefined || score >= marked.score * 0.97) {
      marked = { start: region.start, end: region.end, score };
    }
  }
  return marked ?? best;
}

function isMarkedBody({ element }: Region): boolean {
  const { attributes, name } = element;
  if (/articlebody/i.test(attributes['itemprop'] ?? '')) return true;
  if (name === 'article' || name === 'main' || attributes['role'] === 'article') return true;
  return BODY_NAMES.test(`${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, 400));
}
