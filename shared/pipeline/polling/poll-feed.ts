import { BlockedAddressError, SiteUnavailableError, UnusableAnswerError } from '../../errors.ts';
import type { Feed, FeedEntry, PollingState } from '../../model/feed.ts';
import type { Instant } from '../../model/ids.ts';
import { type Asked, judgeAnswer, type Verdict } from '../../polling/judge-answer.ts';
import { nextPoll, nextTry } from '../../polling/next-poll.ts';
import { pollingUrl } from '../../polling/redirect-trial.ts';
import { minutesBetween } from '../../polling/schedule.ts';
import { compareEntries, type EntryChange } from '../../polling/seen-entries.ts';
import { conditionalHeaders } from '../../polling/validators.ts';
import type {
  Clock,
  FetchPolitely,
  PoliteAnswer,
  WebResponse,
  WhyDeferred,
} from '../../ports/web.ts';
import { readSitemaps } from './read-sitemaps.ts';

export type PollPorts = {
  readonly fetch: FetchPolitely;
  readonly now: Clock;
  /** Whether robots.txt is asked for feeds as well, which publishers do not expect; a feed may say otherwise. */
  readonly obeyRobots?: boolean;
};

/** What one poll came to; `feed` is the feed as it stands after it. */
export type Poll =
  | {
      readonly kind: 'updated';
      readonly feed: Feed;
      readonly changes: readonly EntryChange[];
      readonly entries: readonly FeedEntry[];
      /** See {@link compareEntries}. */
      readonly withdrawnSince?: Instant;
      readonly response: WebResponse;
    }
  | { readonly kind: 'unchanged'; readonly feed: Feed; readonly response: WebResponse }
  | {
      readonly kind: 'failed';
      readonly feed: Feed;
      readonly problem: string;
      readonly response?: WebResponse;
    }
  | { readonly kind: 'gone'; readonly feed: Feed }
  | { readonly kind: 'deferred'; readonly slotAt: Instant; readonly why: WhyDeferred };

const accept =
  'application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml;q=0.9,' +
  'application/xml;q=0.8,text/xml;q=0.8,application/json;q=0.7,*/*;q=0.1';

/** Asks for a feed once, as its state says to ask, and reads what comes back; stores nothing. */
export async function pollFeed(feed: Feed, given: PollPorts, slotAt?: Instant): Promise<Poll> {
  const ports = { ...given, obeyRobots: feed.obeyRobots ?? given.obeyRobots ?? false };
  const asked = await ask(feed, ports, slotAt);
  if (asked.kind === 'deferred') return asked;
  const now = ports.now().toISOString();
  const verdict = judgeAnswer(feed, asked, now);
  const response = asked.kind === 'answered' ? asked.response : undefined;
  if (verdict.kind === 'failed') return fail(feed, { verdict, response, now });
  if (verdict.kind === 'gone') return giveUp(feed, verdict.polling);
  // Only an answer has a document, or vouches for one.
  return read(feed, { verdict, response: response as WebResponse, now }, ports);
}

type Failure = {
  readonly verdict: Verdict & { kind: 'failed' };
  readonly response: WebResponse | undefined;
  readonly now: Instant;
};

function fail(feed: Feed, { verdict: { problem, polling }, response, now }: Failure): Poll {
  const { status, headers } = response ?? {};
  const retryAfter = headers?.['retry-after'];
  const nextPollAt = nextTry(feed.feedId, polling, { now, status, retryAfter });
  const pollEveryMinutes = minutesBetween(now, nextPollAt);
  const later = { ...feed, polling, nextPollAt, pollEveryMinutes };
  const failed: Poll = { kind: 'failed', problem, feed: later };
  return response === undefined ? failed : { ...failed, response };
}

function giveUp(feed: Feed, polling: PollingState): Poll {
  const { nextPollAt: _never, pollEveryMinutes: _more, ...rest } = feed;
  return { kind: 'gone', feed: { ...rest, status: 'gone', polling } };
}

async function ask(
  feed: Feed,
  { fetch, now, obeyRobots = false }: PollPorts,
  slotAt: Instant | undefined,
): Promise<PoliteAnswer | (Asked & { kind: 'unreachable' })> {
  try {
    return await fetch({
      url: pollingUrl(feed),
      accept,
      headers: conditionalHeaders(feed.polling, now().getTime()),
      obeyRobots,
      ...(slotAt !== undefined && { slotAt }),
    });
  } catch (error) {
    // A site's faults are facts about the feed, not about this task.
    if (
      error instanceof SiteUnavailableError ||
      error instanceof UnusableAnswerError ||
      error instanceof BlockedAddressError
    )
      return { kind: 'unreachable', problem: error.message };
    throw error;
  }
}

type Read = {
  readonly verdict: Verdict & { kind: 'document' | 'unchanged' };
  readonly response: WebResponse;
  readonly now: Instant;
};

async function read(feed: Feed, { verdict, response, now }: Read, ports: PollPorts): Promise<Poll> {
  if (verdict.kind === 'unchanged')
    return { kind: 'unchanged', feed: scheduled(feed, verdict.polling, now), response };

  const found = await entriesOf(verdict, response, ports);
  const { polling, ...compared } = compareEntries(found.entries, found.polling, now);
  const next = scheduled(feed, polling, now);
  return { kind: 'updated', feed: next, ...compared, entries: found.entries, response };
}

/** An index of sitemaps has no entries of its own; those of its newest sitemaps are. */
async function entriesOf(
  { document, polling }: Verdict & { kind: 'document' },
  { finalUrl: url }: WebResponse,
  { obeyRobots = false, ...ports }: PollPorts,
): Promise<{ readonly entries: readonly FeedEntry[]; readonly polling: PollingState }> {
  return document.format === 'sitemap-index'
    ? readSitemaps(document, { url, polling }, { ...ports, obeyRobots })
    : { entries: document.entries, polling };
}

const scheduled = (feed: Feed, polling: PollingState, now: Instant): Feed => ({
  ...feed,
  ...nextPoll(feed, polling, now),
  polling,
});
