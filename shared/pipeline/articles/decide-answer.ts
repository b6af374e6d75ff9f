import type { DiscardReason } from '../../model/article.ts';
import type { Instant } from '../../model/ids.ts';
import type { SiteReservation } from '../../model/rights.ts';
import type { PoliteAnswer, WebResponse, WhyDeferred } from '../../ports/web.ts';

export type AnswerDecision =
  | {
      readonly kind: 'read';
      readonly response: WebResponse;
      readonly reservation?: SiteReservation;
    }
  | { readonly kind: 'defer'; readonly until: Instant; readonly why: WhyDeferred }
  | { readonly kind: 'retry'; readonly problem: string }
  | { readonly kind: 'gone'; readonly detail: string }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'discard'; readonly reason: DiscardReason; readonly detail: string };

/** A host that has put a task off this often (a week at the longest delay of the queue) will not answer it. */
const maxDeferrals = 700;

type Asked = {
  readonly url: string;
  readonly deferrals: number;
};

/**
 * Decides what to do with what a host answered to a request for an article page.
 *
 * @example
 * decideAnswer({ kind: 'disallowed' }, { url, deferrals: 0 }) // { kind: 'discard', reason: 'robots', … }
 */
export function decideAnswer(answer: PoliteAnswer, { url, deferrals }: Asked): AnswerDecision {
  if (answer.kind === 'disallowed')
    return { kind: 'discard', reason: 'robots', detail: `robots.txt disallows ${url}` };
  if (answer.kind === 'deferred')
    return deferrals < maxDeferrals
      ? { kind: 'defer', until: answer.slotAt, why: answer.why }
      : { kind: 'discard', reason: 'refused', detail: `put off ${deferrals} times` };
  const decision = decideResponse(answer.response);
  const { reservation } = answer;
  return decision.kind === 'read' && reservation !== undefined
    ? { ...decision, reservation }
    : decision;
}

function decideResponse(response: WebResponse): AnswerDecision {
  const { status, headers, body } = response;
  const detail = `status ${status}`;
  if (status === 304) return { kind: 'not-modified' };
  if (status === 410 || status === 404) return { kind: 'gone', detail };
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return { kind: 'retry', problem: detail };
  if (status !== 200 && status !== 203) return { kind: 'discard', reason: 'refused', detail };
  if (body.length === 0) return { kind: 'discard', reason: 'empty', detail: 'no body' };
  if (!isHtml(headers['content-type']))
    return { kind: 'discard', reason: 'not-html', detail: headers['content-type'] ?? 'no type' };
  return { kind: 'read', response };
}

/** A page without a content type is read; many small sites send none. */
const isHtml = (contentType: string | undefined): boolean =>
  contentType === undefined ||
  /^\s*(text\/html|application\/xhtml\+xml|text\/plain)\b/i.test(contentType);
