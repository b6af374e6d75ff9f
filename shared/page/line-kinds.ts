import { parseVisibleDate } from '../dates/parse-visible-date.ts';
import { foldedOf } from './block-keys.ts';
import type { TextBlock } from './blocks.ts';
import type { Phrases } from './phrase-index.ts';

/** A paragraph that is a link, or a link with a label in front, leads elsewhere. */
export function isLinks(block: TextBlock): boolean {
  const { linkDensity, words, listItem, heading, hrefs, sentenceEnds, text } = block;
  if (linkDensity > 0.9) return words < 40 || listItem !== undefined;
  if (heading > 0) return linkDensity > 0.6;
  if (hrefs.length > 1 && words < 25 && sentenceEnds === 0 && hrefs.every(isShare)) return true;
  // `DON'T MISS One story [INSIGHT] Another story [VIDEO]`
  if (linkDensity > 0.6 && hrefs.length > 1 && words < 60 && sentenceEnds === 0) return true;
  if (linkDensity > 0.5 && words < 25 && (sentenceEnds === 0 || /[:：]/.test(text))) return true;
  if (linkDensity > 0.3 && words < 30 && block.phrases.leading('related', foldedOf(block)) > 0)
    return true;
  return linkDensity > 0.6 && words < 12;
}

/** Links that lead nowhere, or hand the page on to others. */
const SHARE =
  /^(#|javascript:|mailto:|whatsapp:|viber:|tg:|fb-messenger:)|^$|\/\/([\w-]+\.)*(facebook\.com\/(sharer|dialog|share)|(twitter|x)\.com\/(intent|share)|t\.me\/share|telegram\.me\/share|wa\.me|api\.whatsapp\.com|linkedin\.com\/(share|cws)|pinterest\.\w+\/pin|line\.me\/(R|lineit)|reddit\.com\/submit|vk\.com\/share|connect\.ok\.ru|service\.weibo|hatena\.ne\.jp)/i;

const isShare = (href: string): boolean => SHARE.test(href.trim());

/** `© Ada Lane People wait at the bridge`: a picture's owner, and its caption behind the name. */
const OWNER = /^\s*(©|\(c\)\s|&copy;)/i;
/** `Image 1 of 5`, `3 / 12`: a gallery's counter. */
const COUNTER = /^(\p{L}{1,12} )?\d{1,3} ?(\/|of|von|de|di|sur|van|av|из|من|از) ?\d{1,3}$/iu;
/** `[button link=…]`: a plug-in's code that nothing has turned into what it stands for. */
const SHORTCODE = /^\[\/?[a-z_-]{2,20}( [a-z_-]{2,20}=[^\]]*)?\]/i;

/** Calls to share, to pay, to read on; credits, bylines and printed dates of short blocks. */
export function isPrompt(block: TextBlock): boolean {
  if (block.words > 40) return false;
  if (OWNER.test(block.text) || COUNTER.test(block.text) || SHORTCODE.test(block.text)) return true;
  const folded = foldedOf(block);
  return (
    leadsToOthers(block, folded) ||
    block.phrases.leading('paywall', folded) > 0 ||
    isNumbered(folded, block.phrases) ||
    asksReaders(block, folded) ||
    (block.words < 14 && block.phrases.leading('credits', folded) > 0) ||
    isByline(block, folded) ||
    isDated(block, folded)
  );
}

/** `Read also`, `Read also: One headline` */
function leadsToOthers({ words, sentenceEnds, phrases }: TextBlock, folded: string): boolean {
  const length = phrases.leading('related', folded);
  if (length === 0) return false;
  if (words < 5 || length > folded.length * 0.5) return true;
  return sentenceEnds === 0 && words < 25 && /[:：]$/.test(folded.slice(0, length + 1));
}

/** `Share this story`, `Tags: bridges, boats` with links behind the label. */
function asksReaders(block: TextBlock, folded: string): boolean {
  const length = block.phrases.leading('prompts', folded);
  if (length === 0) return false;
  if (length > folded.length * 0.45 || (length > 12 && block.words < 30)) return true;
  const isLabel = /^ ?[:：]/.test(folded.slice(length)) && block.sentenceEnds === 0;
  return isLabel && block.hrefs.length > 0 && block.linkDensity > 0.3;
}

/** `Published on 5 May` */
function isDated({ words, sentenceEnds, phrases }: TextBlock, folded: string): boolean {
  if (words > 14 || sentenceEnds > 0 || !/\d/.test(folded)) return false;
  return phrases.leading('published', folded) + phrases.leading('updated', folded) > 0;
}

/** `بقلم: د. نزار الكفراوي`; a paragraph may begin so, too, and a heading of the text. */
const isByline = ({ words, phrases, element, heading }: TextBlock, folded: string): boolean =>
  words < 9 && heading === 0 && element.name !== 'p' && phrases.leading('byline', folded) > 0;

/** `この記事は約2分で読めます`, `3 min read`: in the lists, a 0 stands for any number. */
function isNumbered(folded: string, phrases: Phrases): boolean {
  if (folded.length > 60 || !/\p{Nd}/u.test(folded)) return false;
  const zeroed = folded.replace(/\p{Nd}+(?:[.,]\p{Nd}+)?/gu, '0');
  return phrases.leading('prompts', zeroed) > zeroed.length * 0.7;
}

/** `2 hours ago11:48 Ada Lane`, `vor 3 Stunden`, `منذ ساعتين`: when an entry of a stream appeared. */
const AGO =
  /^\d{1,2} (sec|min|hour|day|week)[a-z]* ago|^(vor|il y a|hace|há|منذ|قبل) \d{1,2} \p{L}+|^\d{1,2} ?(\p{L}+ )?(назад|тому|önce|temu|sedan|siden|पहले|پہلے|پیش|ที่แล้ว|前|전|trước|yang lalu)/iu;

/** `2011年12月15日 23:21 来源：…`, `Fri 3 May, 10:05 | 4 comments` */
export function isDateLine(block: TextBlock): boolean {
  if (block.heading > 0 || block.words > 20) return false;
  if (block.words < 8 && AGO.test(block.text)) return true;
  if (block.words > 14) return isUpdateLine(block);
  if (block.sentenceEnds > 0 && block.words > 6) return false;
  const dated =
    /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d{4}/.test(
      block.text,
    );
  return dated || /(^|\D)\d{1,2}:\d{2}(:\d{2})?(\s?[ap]m)?\W*$/i.test(block.text);
}

/** `5 พ.ค. 2569 09:15 น. | ก ก ก`: a short line in front of a text that holds a date in any calendar. */
export function isPrintedDate({ element, words, text }: TextBlock): boolean {
  if (element.name === 'p' || words > 16 || !/\p{Nd}/u.test(text)) return false;
  return parseVisibleDate(text.slice(0, 120)) !== undefined;
}

/** `1 مايو، 2026` in a line of its own: of another story, on its card. */
export const isDateAlone = (block: TextBlock): boolean =>
  block.words <= MAX_DATE &&
  block.heading === 0 &&
  block.listItem === undefined &&
  block.cell === undefined &&
  isPrintedDate(block);

const MAX_DATE = 5;

/** `Updated Nov. 19, 2019 8:21 am ET / Original Nov. 19, 2019 8:02 am ET` */
function isUpdateLine(block: TextBlock): boolean {
  const { text, phrases } = block;
  const folded = foldedOf(block);
  if (phrases.leading('updated', folded) + phrases.leading('published', folded) === 0) return false;
  return (text.match(/\d+/g) ?? []).length >= 6;
}
