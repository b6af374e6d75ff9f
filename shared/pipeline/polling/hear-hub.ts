import { ConcurrentWriteError } from '../../errors.ts';
import type { FetchFeedTask } from '../../messages.ts';
import type { Subscription } from '../../model/subscription.ts';
import type { SubscriptionStore } from '../../ports/subscriptions.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { Clock } from '../../ports/web.ts';
import { answerIntent, answerPush } from '../../websub/answer-hub.ts';
import { isSameToken, parseCallbackPath } from '../../websub/callback.ts';
import { parseIntent } from '../../websub/intent.ts';
import { isSigned } from '../../websub/signature.ts';

/** What somebody sent to a callback; it may be a hub. */
export type HubCall = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The `X-Hub-Signature` header. */
  readonly signature?: string;
  /** `undefined` when there is more of it than we take. */
  readonly body: Uint8Array | undefined;
};

export type HearHubPorts = {
  readonly subscriptions: SubscriptionStore;
  readonly sendFeedTasks: SendTasks<FetchFeedTask>;
  readonly now: Clock;
};

/** `reply` goes back to the caller; the rest is for the log. */
export type HeardOutcome = {
  readonly kind:
    | 'confirmed'
    | 'denied'
    | 'unasked'
    | 'pushed'
    | 'coalesced'
    | 'unsigned'
    | 'too-large'
    | 'unknown'
    | 'bad-method';
  readonly feedId?: string;
  readonly reply: { readonly status: number; readonly body?: string };
};

/** So often another writer may come between; a hub tries again after that. */
const maxTries = 4;

/**
 * Answers a hub: confirms what we asked for (WebSub, 5.3), and takes a push (section 7) as a sign
 * to poll the feed. See docs/decisions/0006-websub.md for why the pushed body is not read.
 */
export async function hearHub(call: HubCall, ports: HearHubPorts): Promise<HeardOutcome> {
  const { method, path } = call;
  if (method !== 'GET' && method !== 'POST') return { kind: 'bad-method', reply: { status: 405 } };
  const callback = parseCallbackPath(path);
  if (callback === undefined) return unknown(404);

  for (let tries = 1; ; tries++) {
    const subscription = await ports.subscriptions.find(callback.feedId);
    if (subscription === undefined || !isSameToken(callback.token, subscription.token))
      return unknown(method === 'GET' ? 404 : 410);
    try {
      return method === 'GET'
        ? await verify(subscription, call, ports)
        : await take(subscription, call, ports);
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError) || tries === maxTries) throw error;
    }
  }
}

/** 410 tells a hub that a subscription is over (section 7); 404 that it never was (5.3.1). */
const unknown = (status: 404 | 410): HeardOutcome => ({ kind: 'unknown', reply: { status } });

async function verify(
  subscription: Subscription,
  { query }: HubCall,
  { subscriptions, now }: HearHubPorts,
): Promise<HeardOutcome> {
  const { feedId, version } = subscription;
  const intent = parseIntent(query);
  const answer = intent && answerIntent(subscription, intent, now().toISOString());
  if (answer === undefined || answer.kind === 'unasked')
    return { kind: 'unasked', feedId, reply: { status: 404 } };

  await subscriptions.save({ ...answer.next, version: version + 1 }, version);
  return answer.kind === 'denied'
    ? { kind: 'denied', feedId, reply: { status: 200 } }
    : { kind: 'confirmed', feedId, reply: { status: 200, body: answer.challenge } };
}

/**
 * The task is sent before it is noted: a try that dies between them ends in a second task, and the
 * hub's own second try in no harm.
 */
async function take(
  subscription: Subscription,
  { body, signature }: HubCall,
  { subscriptions, sendFeedTasks, now: clock }: HearHubPorts,
): Promise<HeardOutcome> {
  const { feedId, secret, version } = subscription;
  if (body === undefined) return { kind: 'too-large', feedId, reply: { status: 413 } };
  const now = clock().toISOString();
  const answer = answerPush(subscription, now);
  if (answer.kind === 'ended') return unknown(410);
  // Section 8: locally ignored, while the sender learns nothing.
  const accepted = { feedId, reply: { status: 202 } };
  if (!isSigned(body, signature, secret)) return { kind: 'unsigned', ...accepted };
  if (answer.kind === 'coalesced') return { kind: 'coalesced', ...accepted };

  await sendFeedTasks([{ version: 1, feedId, dueAt: now, pushed: true }], answer.delaySeconds);
  await subscriptions.save({ ...answer.next, version: version + 1 }, version);
  return { kind: 'pushed', ...accepted };
}
