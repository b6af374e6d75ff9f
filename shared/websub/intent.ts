/** What a hub wants to know or to tell by a GET to a callback (sections 5.2 and 5.3). */
export type Intent =
  | {
      readonly mode: 'subscribe';
      readonly topic: string;
      readonly challenge: string;
      /** Seconds; absent where an old hub does not say. */
      readonly lease?: number;
    }
  | { readonly mode: 'unsubscribe'; readonly topic: string; readonly challenge: string }
  | { readonly mode: 'denied'; readonly topic: string; readonly reason?: string };

const maxQuery = 8192;
const maxReason = 200;

/**
 * Reads the query of a hub's GET; `undefined` when it is not one.
 *
 * @example
 * parseIntent('hub.mode=denied&hub.topic=https%3A%2F%2Fnews.example%2Ffeed')
 * // { mode: 'denied', topic: 'https://news.example/feed' }
 */
export function parseIntent(query: string): Intent | undefined {
  if (query.length > maxQuery) return undefined;
  const given = new URLSearchParams(query);
  const topic = given.get('hub.topic') ?? '';
  const challenge = given.get('hub.challenge') ?? '';
  if (topic === '') return undefined;
  switch (given.get('hub.mode')) {
    case 'denied': {
      const reason = given.get('hub.reason')?.slice(0, maxReason);
      return { mode: 'denied', topic, ...(reason && { reason }) };
    }
    case 'unsubscribe':
      return challenge === '' ? undefined : { mode: 'unsubscribe', topic, challenge };
    case 'subscribe': {
      if (challenge === '') return undefined;
      const lease = parseLease(given.get('hub.lease_seconds') ?? '');
      return { mode: 'subscribe', topic, challenge, ...(lease !== undefined && { lease }) };
    }
    default:
      return undefined;
  }
}

const parseLease = (text: string): number | undefined =>
  /^\d{1,12}$/.test(text) ? Number(text) : undefined;
