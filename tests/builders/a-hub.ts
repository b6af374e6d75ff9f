import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { listenOnLoopback } from '../../local/services/loopback.ts';

type Subscriber = { readonly topic: string; readonly secret: string };
type Asked = Readonly<Record<string, string>>;

/** How a hub takes a request: it verifies and agrees, denies later, refuses at once, or says nothing more. */
type Manner = 'agree' | 'deny' | 'refuse' | 'silent';

/** A WebSub hub of this process, as the Recommendation describes one; it can be told to misbehave. */
export type Hub = {
  readonly port: number;
  /** Every form that it was sent. */
  readonly asked: readonly Asked[];
  /** Callbacks that it would push to. */
  readonly subscribers: ReadonlyMap<string, Subscriber>;
  behave(manner: Manner, leaseSeconds?: number): void;
  /** Once every verification that is under way has come to its end. */
  settled(): Promise<void>;
  /** Tells the subscribers of a topic; gives the status of each. */
  push(topic: string, body: string, signature?: Signature): Promise<number[]>;
  stop(): Promise<void>;
};

/** How a push is signed; by the secret of the subscriber and SHA-256 unless given. */
export type Signature = { readonly method?: string; readonly secret?: string };

export async function aHub(): Promise<Hub> {
  const asked: Asked[] = [];
  const subscribers = new Map<string, Subscriber>();
  let manner: Manner = 'agree';
  let lease = 432_000;
  let working: Promise<void> = Promise.resolve();

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    asked.push(form);
    if (request.method !== 'POST' || manner === 'refuse') {
      response.writeHead(403).end('not for you');
      return;
    }
    response.writeHead(202).end();
    if (manner === 'silent') return;
    working = working.then(() => (manner === 'deny' ? deny(form) : verify(form)));
  });
  const { endpoint, stop } = await listenOnLoopback(server);

  async function deny(form: Asked): Promise<void> {
    const said = { 'hub.mode': 'denied', 'hub.topic': form['hub.topic'] ?? '' };
    await ask(form['hub.callback'], { ...said, 'hub.reason': 'not on our list' });
    subscribers.delete(form['hub.callback'] ?? '');
  }

  async function verify(form: Asked): Promise<void> {
    const { 'hub.callback': callback = '', 'hub.mode': mode = '', 'hub.topic': topic = '' } = form;
    const challenge = `challenge ${asked.length}`;
    const answer = await ask(callback, {
      ...{ 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge },
      ...(mode === 'subscribe' && { 'hub.lease_seconds': String(lease) }),
    });
    if (answer.status !== 200 || answer.text !== challenge) return;
    if (mode === 'unsubscribe') subscribers.delete(callback);
    else subscribers.set(callback, { topic, secret: form['hub.secret'] ?? '' });
  }

  return {
    port: Number(new URL(endpoint).port),
    ...{ asked, subscribers, stop },
    behave(next, leaseSeconds = lease) {
      manner = next;
      lease = leaseSeconds;
    },
    settled: () => working,
    async push(topic, body, signature = {}) {
      const statuses: number[] = [];
      for (const [callback, { topic: theirs, secret }] of subscribers)
        if (theirs === topic) statuses.push(await send(callback, body, { secret, ...signature }));
      return statuses;
    },
  };
}

async function ask(callback = '', query: Asked) {
  const response = await fetch(`${callback}?${new URLSearchParams(query)}`);
  return { status: response.status, text: await response.text() };
}

async function send(
  callback: string,
  body: string,
  { method = 'sha256', secret = '' }: Signature,
): Promise<number> {
  const digest = createHmac(method, secret).update(body).digest('hex');
  const response = await fetch(callback, {
    method: 'POST',
    headers: { 'content-type': 'application/rss+xml', 'x-hub-signature': `${method}=${digest}` },
    body,
  });
  return response.status;
}
