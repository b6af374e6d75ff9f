import { hash } from 'node:crypto';
import { NotAFeedError } from '../errors.ts';
import { parseFeed } from '../feed/parse-feed.ts';
import type { Feed, FeedInfo, ParsedFeed, PollingState, PublisherPace } from '../model/feed.ts';
import type { Instant } from '../model/ids.ts';
import type { FeedAnswer } from './feed-answer.ts';
import { freshMinutes } from './freshness.ts';
import { hubOf, topicOf } from './hub.ts';
import { afterFailure, pollingUrl, proveRedirect } from './redirect-trial.ts';
import { validatorsOf } from './validators.ts';

/** What came of asking for a feed. */
export type Asked =
  | { readonly kind: 'answered'; readonly response: FeedAnswer }
  | { readonly kind: 'unreachable'; readonly problem: string }
  | { readonly kind: 'disallowed' };

export type Verdict =
  /** A document to read; `polling` is the state once it has been read. */
  | { readonly kind: 'document'; readonly document: ParsedFeed; readonly polling: PollingState }
  | { readonly kind: 'unchanged'; readonly polling: PollingState }
  | { readonly kind: 'failed'; readonly problem: string; readonly polling: PollingState }
  | { readonly kind: 'gone'; readonly polling: PollingState };

const maxProblem = 500;
/** Of the hash by which a body is known again: it is stored with each feed. */
const hashDigits = 32;

/**
 * Judges one answer: what polling has learnt by it, and whether there is a document to read.
 *
 * Only a good feed, or a 304, changes the validators and moves the feed; whatever else comes leaves
 * them alone.
 *
 * @example
 * judgeAnswer(feed, { kind: 'unreachable', problem: 'timed out' }, now).kind // 'failed'
 */
export function judgeAnswer(feed: Feed, asked: Asked, now: Instant): Verdict {
  if (asked.kind === 'unreachable') return failed(feed, asked.problem, now);
  if (asked.kind === 'disallowed') return failed(feed, 'robots.txt disallows it', now);
  const { response } = asked;
  switch (response.status) {
    case 200:
    case 203:
      return judgeBody(feed, response, now);
    case 304:
      return judgeNotModified(feed, response, now);
    case 410:
      return judgeGone(feed, response, now);
    default:
      return failed(feed, problemOf(response), now);
  }
}

function judgeBody(feed: Feed, answer: FeedAnswer, now: Instant): Verdict {
  const { polling } = feed;
  if (answer.body.length === 0) return failed(feed, 'an empty answer', now);
  if (isChallenge(answer)) return failed(feed, problemOf(answer), now);

  const bodyHash = hash('sha256', answer.body, 'hex').slice(0, hashDigits);
  const healthy: PollingState = {
    ...succeeded(feed, answer, now),
    ...validatorsOf(answer),
    bodyHash,
    lastFullAt: now,
  };
  if (polling.bodyHash === bodyHash)
    return { kind: 'unchanged', polling: { ...healthy, ...paceOf(answer, polling.pace, now) } };

  let document: ParsedFeed;
  try {
    const { finalUrl: url, headers, body } = answer;
    document = parseFeed({ bytes: body, url, headers });
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error;
    return failed(feed, error.message, now);
  }
  return {
    kind: 'document',
    document,
    polling: { ...withoutHub(healthy), ...told(document.feed, answer, now) },
  };
}

/** What the document and its headers say of the feed itself; hubs that went are forgotten. */
function told(info: FeedInfo, answer: FeedAnswer, now: Instant): Partial<PollingState> {
  const hub = hubOf(answer.headers['link'], info);
  const topic =
    hub === undefined ? undefined : topicOf(answer.headers['link'], info, answer.finalUrl);
  const { ttl, skipHours, skipDays, title, link } = info;
  const stated = { ...(ttl !== undefined && { ttlMinutes: ttl }), skipHours, skipDays };
  return {
    ...paceOf(answer, stated, now),
    ...(hub !== undefined && { hub }),
    ...(topic !== undefined && { topic }),
    ...(title !== undefined && { title: title.slice(0, 300) }),
    ...(link !== undefined && { siteUrl: link.slice(0, 2048) }),
  };
}

const withoutHub = ({ hub: _hub, topic: _topic, ...rest }: PollingState): PollingState => rest;

function judgeNotModified(feed: Feed, answer: FeedAnswer, now: Instant): Verdict {
  const { polling } = feed;
  if (polling.etag === undefined && polling.lastModified === undefined)
    return failed(feed, 'status 304, though the request had no condition', now);

  const { etag = polling.etag, lastModified = polling.lastModified } = validatorsOf(answer);
  return {
    kind: 'unchanged',
    polling: {
      ...succeeded(feed, answer, now),
      ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
      ...(polling.bodyHash !== undefined && { bodyHash: polling.bodyHash }),
      ...(polling.lastFullAt !== undefined && { lastFullAt: polling.lastFullAt }),
      ...paceOf(answer, polling.pace, now),
    },
  };
}

/** Gone for good only if the listed address says so itself; a place it moved to may have moved on. */
function judgeGone(feed: Feed, answer: FeedAnswer, now: Instant): Verdict {
  const isElsewhere =
    feed.polling.movedTo !== undefined ||
    answer.redirects.some(({ status }) => status !== 301 && status !== 308);
  if (isElsewhere) return failed(feed, problemOf(answer), now);
  const { polling } = failed(feed, problemOf(answer), now);
  return { kind: 'gone', polling };
}

/** The state after any good answer, without what the answer must say anew. */
function succeeded(feed: Feed, answer: FeedAnswer, now: Instant): PollingState {
  const { polling } = feed;
  const { hub, topic, title, siteUrl } = polling;
  return {
    lastPolledAt: now,
    lastSuccessAt: now,
    failures: 0,
    recent: polling.recent,
    seen: polling.seen,
    polls: polling.polls + 1,
    entriesSeen: polling.entriesSeen,
    ...(hub !== undefined && { hub }),
    ...(topic !== undefined && { topic }),
    ...(title !== undefined && { title }),
    ...(siteUrl !== undefined && { siteUrl }),
    ...proveRedirect(polling, { asked: pollingUrl(feed), answer, now }),
  };
}

function failed(
  { polling: before }: Feed,
  why: string,
  now: Instant,
): Verdict & { kind: 'failed' } {
  const { redirect: _onTrial, movedTo: _moved, ...rest } = before;
  const problem = why.slice(0, maxProblem);
  const polling: PollingState = {
    ...rest,
    lastPolledAt: now,
    polls: before.polls + 1,
    failures: before.failures + 1,
    lastError: problem,
  };
  const moved = afterFailure({ ...before, failures: polling.failures });
  return { kind: 'failed', problem, polling: { ...polling, ...moved } };
}

function paceOf(
  { headers }: FeedAnswer,
  stated: PublisherPace | undefined,
  now: Instant,
): { pace?: PublisherPace } {
  const fresh = freshMinutes(headers, Date.parse(now));
  const { ttlMinutes, skipHours = [], skipDays = [] } = stated ?? {};
  return {
    pace: {
      ...(ttlMinutes !== undefined && { ttlMinutes }),
      ...(fresh !== undefined && { freshMinutes: fresh }),
      skipHours,
      skipDays,
    },
  };
}

/** Cloudflare names its challenge pages in a header. */
const isChallenge = ({ headers }: FeedAnswer): boolean =>
  headers['cf-mitigated']?.toLowerCase() === 'challenge';

const problemOf = (answer: FeedAnswer): string =>
  isChallenge(answer)
    ? `status ${answer.status}: a challenge that asks whether we are a robot`
    : `status ${answer.status}`;
