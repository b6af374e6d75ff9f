import { httpFetchWeb } from '../../shared/adapters/http/fetch-web.ts';
import { publicRoute, type Route } from '../../shared/adapters/http/route.ts';
import { politenessDefaults } from '../../shared/config/function-env.ts';
import type { Feed } from '../../shared/model/feed.ts';
import { fetchPolitely } from '../../shared/pipeline/politeness/fetch-politely.ts';
import { newFeed } from '../../shared/pipeline/polling/apply-feed-list.ts';
import { type Poll, pollFeed } from '../../shared/pipeline/polling/poll-feed.ts';
import { pollingUrl } from '../../shared/polling/redirect-trial.ts';
import { type MemoryHosts, memoryHostStore } from '../../tests/builders/a-host.ts';

/** One poll of the lab: the step's own functions at a virtual time, over what the lab remembers. */
export async function fetchFeed({ url, state, now, host, opts }: LabPoll): Promise<LabResult> {
  const clock = () => new Date(now);
  const feed = state.feed ?? newFeed({ url, tags: [] }, 'cli', clock().toISOString());
  if (feed.status === 'gone') return result('gone', feed, { state, host, now });

  const fetchWeb = httpFetchWeb({
    route: labRoute(new Set(opts.allowHosts)),
    userAgent: politenessDefaults.USER_AGENT,
    timeoutMs: opts.timeoutMs,
    maxBytes: opts.maxBytes,
  });
  const fetch = fetchPolitely({
    fetchWeb,
    hosts: memoryHostStore(hostsIn(host)),
    now: clock,
    spacingMs: Number(politenessDefaults.HOST_SPACING_MS),
    agent: 'newsloom',
    maxWaitMs: 0, // nobody can wait while time stands still
  });
  const poll = await pollFeed(feed, { fetch, now: clock }, state.slotAt);
  if (poll.kind === 'deferred') {
    const nextAt = Date.parse(poll.slotAt);
    return { kind: 'throttled', state: { feed, slotAt: poll.slotAt }, host, nextAt };
  }
  return {
    ...result(kinds[poll.kind], poll.feed, { state: { feed: poll.feed }, host, now }),
    ...answerOf(poll),
  };
}

type LabState = { feed?: Feed; slotAt?: string };
type LabPoll = {
  readonly url: string;
  readonly state: LabState;
  readonly now: number;
  readonly host: Record<string, unknown>;
  readonly opts: { allowHosts: string[]; timeoutMs: number; maxBytes: number };
};
type Kind = 'ok' | 'unchanged' | 'error' | 'gone' | 'throttled';
type LabResult = {
  readonly kind: Kind;
  readonly body?: Buffer;
  readonly contentType?: string | undefined;
  readonly finalUrl?: string;
  readonly feedUrl?: string;
  readonly state: LabState;
  readonly host: Record<string, unknown>;
  readonly nextAt: number;
};

const kinds = { updated: 'ok', unchanged: 'unchanged', failed: 'error', gone: 'gone' } as const;

function result(
  kind: Kind,
  feed: Feed,
  { state, host, now }: { state: LabState; host: Record<string, unknown>; now: number },
): LabResult {
  const nextAt =
    feed.nextPollAt === undefined ? now + 3650 * 86_400_000 : Date.parse(feed.nextPollAt);
  return { kind, feedUrl: pollingUrl(feed), state, host, nextAt };
}

function answerOf(poll: Poll) {
  if (!('response' in poll) || poll.response === undefined) return {};
  const { body, finalUrl, headers, status } = poll.response;
  return {
    body: Buffer.from(body),
    finalUrl,
    contentType: headers['content-type'],
    ...(status === 429 && { kind: 'throttled' as const }),
  };
}

/** The guard of deployed functions, but for the servers of the lab itself. */
const labRoute =
  (allowed: ReadonlySet<string>): Route =>
  async (url) =>
    allowed.has(url.host) && url.protocol === 'http:'
      ? { address: url.hostname, port: Number(url.port), tls: false }
      : publicRoute(url);

/** The lab hands over one object for what is remembered of its host. */
function hostsIn(host: Record<string, unknown>): MemoryHosts {
  host['hosts'] ??= { slots: {}, states: {}, robots: {} };
  return host['hosts'] as MemoryHosts;
}
