import { boundFacts } from '../../article/bound-facts.ts';
import { decideRights, withoutText, withReservation } from '../../article/rights.ts';
import type { FetchArticleTask } from '../../messages.ts';
import type { DiscardReason, ExtractedArticle } from '../../model/article.ts';
import type { CanonicalUrl, Instant } from '../../model/ids.ts';
import type { RightsPolicy, RightsSignal } from '../../model/rights.ts';
import { readPage } from '../../page/read-page.ts';
import type { RawPage } from '../../ports/articles.ts';
import type { Clock } from '../../ports/web.ts';
import { canonicalUrl } from '../../url/canonical-url.ts';
import type { AnswerDecision } from './decide-answer.ts';

/** What was read of a page, as far as its publisher and our operator let it be stored. */
export type ReadArticle =
  | {
      readonly kind: 'article';
      readonly identity: CanonicalUrl;
      /** Without its text where that is withheld. */
      readonly extracted: ExtractedArticle;
    }
  /** An article of which nothing is to be stored, for the sake of these signals. */
  | {
      readonly kind: 'forbidden';
      readonly identity: CanonicalUrl;
      readonly signals: readonly RightsSignal[];
    }
  | { readonly kind: 'none'; readonly reason: DiscardReason; readonly detail: string };

type Reading = { readonly rights: RightsPolicy; readonly now: Clock };

/** A page that was fetched just now, with all that reading it takes: what is archived, and read again one day. */
export function rawPageOf(
  { entry }: FetchArticleTask,
  { response, reservation }: AnswerDecision & { kind: 'read' },
  fetchedAt: Instant,
): RawPage {
  const { body: bytes, finalUrl: url, headers } = response;
  const { title, language, publishedAt, authors } = entry;
  const read = ['content-type', 'x-robots-tag', 'tdm-reservation', 'tdm-policy'];
  return {
    ...{ bytes, url, fetchedAt },
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => read.includes(name))),
    hints: {
      ...(title !== undefined && { title }),
      ...(language !== undefined && { language }),
      ...(publishedAt !== undefined && { publishedAt }),
      ...(authors !== undefined && { authors }),
    },
    ...(reservation !== undefined && { reservation }),
  };
}

/**
 * Reads the article of a page, and leaves out what the policy says to leave out. A page that was fetched
 * just now and one from the archive are read alike, from the same things.
 */
export function readArticle(
  { reservation, ...page }: RawPage,
  { rights: policy, now }: Reading,
): ReadArticle {
  const extraction = readPage(page);
  if (!extraction.ok) return { kind: 'none', ...extraction };

  const { url } = page;
  const identity = extraction.article.canonicalUrl ?? canonicalUrl(url, url);
  if (identity === undefined) return { kind: 'none', reason: 'bad-url', detail: url.slice(0, 200) };

  const rights = withReservation(extraction.article.rights, reservation);
  const extracted = boundFacts({ ...extraction.article, rights });
  const { answer, signals } = decideRights(rights, { policy, now: now().toISOString() });
  if (answer === 'nothing') return { kind: 'forbidden', identity, signals };
  return {
    kind: 'article',
    identity,
    extracted: answer === 'facts' ? withoutText(extracted, signals) : extracted,
  };
}
