import { decodeReferences } from './html-entities.ts';

const BLOCKS =
  'address|article|aside|blockquote|br|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul';
const INLINES =
  'a|abbr|acronym|area|audio|b|base|bdi|bdo|big|blink|body|button|canvas|cite|code|col|colgroup|data|datalist|del|details|dfn|dialog|embed|em|font|frame|frameset|head|html|i|iframe|img|input|ins|kbd|label|legend|link|map|mark|meta|meter|noframes|noscript|object|optgroup|output|param|picture|progress|q|rp|rt|ruby|s|samp|script|select|small|source|span|strike|strong|style|sub|summary|sup|svg|template|textarea|time|title|track|tt|u|var|video|wbr';

/** What opens a stretch that no reader sees. */
const UNSEEN = /<(script|style|noscript|template|iframe|svg)\b|<!--|<!doctype|<\?/gi;
const BLOCK_TAG = new RegExp(`</?(?:${BLOCKS})(?=[\\s/>])[^<>]*>`, 'gi');
const INLINE_TAG = new RegExp(
  `</?(?:${INLINES})(?=[\\s/>])[^<>]*>|</?[a-z][\\w-]*:[\\w-]+[^<>]*>`,
  'gi',
);

const MAX_LENGTH = 1_000_000;

/**
 * The text of a piece of HTML as a reader sees it: a line a block, references decoded,
 * scripts left out. What only looks like a tag (`vector<int>`, `3 < 4`) is text.
 *
 * @example plainText('<p>Fish &amp;amp; chips</p><p>5 <b>pm</b></p>') // 'Fish & chips\n5 pm'
 */
export function plainText(html: string): string {
  let text = html.slice(0, MAX_LENGTH);
  if (text.includes('<')) {
    text = withoutUnseen(text)
      .replace(/\s+/g, ' ')
      .replace(BLOCK_TAG, '\n')
      .replace(INLINE_TAG, '');
  }
  text = decodeReferences(text);
  if (/&(?:amp;)?(?:[a-z]{2,8}|#x?[\da-f]{1,6});/i.test(text)) text = decodeReferences(text);
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** Leaves out scripts, comments and their like; what is never closed ends with its tag. */
function withoutUnseen(html: string): string {
  const kept: string[] = [];
  const lacking = new Set<string>();
  let from = 0;
  UNSEEN.lastIndex = 0;
  for (let opened = UNSEEN.exec(html); opened !== null; opened = UNSEEN.exec(html)) {
    const close = closeOf(opened[0], opened[1]?.toLowerCase());
    const at = lacking.has(close) ? -1 : indexOfFolded(html, close, UNSEEN.lastIndex);
    if (at < 0) lacking.add(close); // not found once, never found further on
    const end = html.indexOf('>', at < 0 ? UNSEEN.lastIndex : at + close.length - 1);
    kept.push(html.slice(from, opened.index), ' ');
    from = end < 0 ? html.length : end + 1;
    UNSEEN.lastIndex = from;
    if (end < 0) break;
  }
  kept.push(html.slice(from));
  return kept.join('');
}

function closeOf(opener: string, element: string | undefined): string {
  if (element !== undefined) return `</${element}`;
  return opener === '<!--' ? '-->' : '>';
}

/** `indexOf` for the two cases in which closing tags are written. */
function indexOfFolded(html: string, close: string, from: number): number {
  const lower = html.indexOf(close, from);
  if (!close.startsWith('</')) return lower;
  const upper = html.indexOf(close.toUpperCase(), from);
  return lower < 0 || (upper >= 0 && upper < lower) ? upper : lower;
}
