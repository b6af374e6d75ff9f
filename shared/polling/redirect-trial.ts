import type { PollingState } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import type { FeedAnswer } from './feed-answer.ts';

/** A permanent redirect counts once it has held for so many polls and so long. */
export const pollsToProve = 5;
const timeToProve = 2 * 24 * 60 * 60 * 1000;
/** So many failures in a row at the new address send us back to the listed one. */
const failuresToReturn = 3;

type Redirecting = Pick<PollingState, 'redirect' | 'movedTo'>;

/** The address to ask: where the feed has moved to, or where it is listed. */
export const pollingUrl = (feed: {
  readonly url: string;
  readonly polling: PollingState;
}): string => feed.polling.movedTo ?? feed.url;

/**
 * What an answer with a good feed in it says of where the feed lives.
 *
 * Only the permanent hops at the start of a chain count; a temporary one ends them. A redirect from
 * https to http is never kept.
 *
 * @param asked the address that was asked
 *
 * @example
 * proveRedirect(polling, { asked: 'https://a.example/feed', answer, now })
 * // { redirect: { url: 'https://b.example/feed', seen: 1, since: … } }
 */
export function proveRedirect(
  polling: PollingState,
  {
    asked,
    answer,
    now,
  }: { readonly asked: string; readonly answer: FeedAnswer; readonly now: Instant },
): Redirecting {
  const moved = polling.movedTo === undefined ? {} : { movedTo: polling.movedTo };
  const target = permanentTarget(answer);
  if (target === undefined || target === asked) return moved;
  if (asked.startsWith('https:') && !target.startsWith('https:')) return moved;

  const before = polling.redirect?.url === target ? polling.redirect : { seen: 0, since: now };
  const seen = before.seen + 1;
  if (seen >= pollsToProve && Date.parse(now) - Date.parse(before.since) >= timeToProve)
    return { movedTo: target };
  return { ...moved, redirect: { url: target, seen, since: before.since } };
}

/** A moved feed that keeps failing is looked for at its listed address again. */
export function afterFailure({ movedTo, failures }: PollingState): Redirecting {
  return movedTo !== undefined && failures < failuresToReturn ? { movedTo } : {};
}

function permanentTarget({ redirects }: FeedAnswer): string | undefined {
  const firstOther = redirects.findIndex(({ status }) => status !== 301 && status !== 308);
  const permanent = firstOther < 0 ? redirects : redirects.slice(0, firstOther);
  return permanent.at(-1)?.url;
}
