import type { NotArticleReason } from '../model/article.ts';
import type { TextBlock } from './blocks.ts';
import { foldPhrase, type Phrases } from './phrase-index.ts';

export type Refusal = { readonly reason: NotArticleReason; readonly detail: string };

/** What the gate looks at. */
export type PageEvidence = {
  readonly title: string;
  readonly titleTag: string;
  readonly blocks: readonly TextBlock[];
  readonly phrases: Phrases;
  readonly bodyWords: number;
  /** Linked headlines between the first and the last kept block. */
  readonly bodyLinks: number;
  readonly bodyParagraphs: number;
  readonly isMarkedArticle: boolean;
  readonly scriptChars: number;
  readonly scriptFiles: number;
  readonly htmlChars: number;
  readonly hasMedia: boolean;
  readonly isPaywalled: boolean;
};

/** Below this a text is a caption or a notice, not an article. */
const MIN_WORDS = 25;
const SHORT_WORDS = 80;
const INDEX_WORDS = 200;
/** Pages with more text than this are no bare notice. */
const NOTICE_WORDS = 600;
/** A notice about cookies stands on most pages: a wall has next to nothing else. */
const CONSENT_WORDS = 40;

/** Why a page is no article, or `undefined` when it is one. */
export function findRefusal(page: PageEvidence): Refusal | undefined {
  const words = page.blocks.reduce((sum, block) => sum + block.words, 0);
  const folded = words > NOTICE_WORDS && page.bodyWords >= SHORT_WORDS ? '' : foldedText(page);
  return (
    challenge(page, folded, words) ??
    missing(page, words) ??
    consentWall(page, folded, words) ??
    paywall(page, folded) ??
    indexPage(page) ??
    emptyPage(page, words) ??
    tooShort(page)
  );
}

/** All that the page prints, as phrases are looked for. */
function foldedText({ blocks }: PageEvidence): string {
  const all = blocks.map((block) => block.text).join('\n');
  return foldPhrase(all.slice(0, 20_000));
}

function challenge(
  { titleTag, bodyWords, phrases }: PageEvidence,
  folded: string,
  words: number,
): Refusal | undefined {
  if (words > 250 || bodyWords > 150) return undefined;
  const inTitle = phrases.leading('challenge', foldPhrase(titleTag)) > 0;
  if (!inTitle && !phrases.holds('challenge', folded)) return undefined;
  return { reason: 'bot-challenge', detail: titleTag.trim().slice(0, 80) };
}

function missing(
  { title, titleTag, bodyWords, isMarkedArticle, phrases }: PageEvidence,
  words: number,
): Refusal | undefined {
  if (bodyWords > 120 || (isMarkedArticle && bodyWords > 60)) return undefined;
  const isMissing = [title, titleTag].some((text) => {
    const folded = foldPhrase(text);
    return folded.length < 120 && phrases.holds('missing', folded);
  });
  return isMissing
    ? { reason: 'soft-404', detail: `${titleTag.trim().slice(0, 80)} (${words} words)` }
    : undefined;
}

function emptyPage(page: PageEvidence, words: number): Refusal | undefined {
  if (words >= 40 || page.bodyWords >= MIN_WORDS) return undefined;
  const isShell = page.scriptChars > 2000 || (words < 5 && page.scriptFiles > 0 && !page.hasMedia);
  if (isShell)
    return {
      reason: 'script-shell',
      detail: `${page.scriptFiles} script files, ${page.scriptChars} characters of scripts`,
    };
  if (page.hasMedia) return { reason: 'media-only', detail: `${words} words beside the media` };
  return { reason: words < 5 ? 'empty' : 'too-short', detail: `${words} words` };
}

function consentWall(
  { bodyWords, title, titleTag, phrases }: PageEvidence,
  folded: string,
  words: number,
): Refusal | undefined {
  if (words > NOTICE_WORDS || bodyWords > 300 || !phrases.holds('consent', folded))
    return undefined;
  const isTitled = phrases.holds('consent', foldPhrase(`${title} ${titleTag}`));
  if (bodyWords >= CONSENT_WORDS && !isTitled) return undefined;
  return { reason: 'consent-wall', detail: titleTag.trim().slice(0, 80) };
}

function paywall(page: PageEvidence, folded: string): Refusal | undefined {
  if (page.bodyWords >= SHORT_WORDS) return undefined;
  if (page.bodyWords >= 40 && !page.isPaywalled) return undefined;
  const asks = page.phrases.holds('paywall', folded);
  if (!asks && !(page.isPaywalled && page.bodyWords < 40)) return undefined;
  return { reason: 'paywall', detail: `${page.bodyWords} words before the wall` };
}

/** Linked headlines with a teaser each: the text lies between the links, not beside them. */
function indexPage(page: PageEvidence): Refusal | undefined {
  const { bodyLinks, bodyParagraphs, bodyWords, blocks, isMarkedArticle } = page;
  const detail = `${bodyLinks} linked headlines among ${bodyParagraphs} paragraphs`;
  // Texts of a list of stories are no body, so that a body of some length is an article's.
  const teasers = bodyWords / (bodyParagraphs || 1) < 40 && bodyWords < INDEX_WORDS;
  if (!isMarkedArticle && bodyLinks >= 8 && bodyParagraphs <= bodyLinks * 1.5 && teasers) {
    return { reason: 'index-page', detail };
  }
  const linked = blocks.filter((block) => block.linkDensity > 0.8 && block.words >= 4).length;
  return bodyWords < MIN_WORDS && linked >= 8 && !isMarkedArticle
    ? { reason: 'index-page', detail }
    : undefined;
}

function tooShort({ bodyWords, hasMedia, isMarkedArticle }: PageEvidence): Refusal | undefined {
  if (bodyWords >= MIN_WORDS || (isMarkedArticle && bodyWords >= 12)) return undefined;
  return { reason: hasMedia ? 'media-only' : 'too-short', detail: `${bodyWords} words of text` };
}
