import { expect, it } from 'vitest';
import { feedIdOf } from '../../../shared/url/ids.ts';
import { callbackUrl, isSameToken, parseCallbackPath } from '../../../shared/websub/callback.ts';
import { parseIntent } from '../../../shared/websub/intent.ts';

const feedId = feedIdOf('https://news.example/feed.xml');
const token = 'a-Z_9'.repeat(8);

it.each(['https://x.lambda-url.example', 'https://x.lambda-url.example/'])(
  'is read back from its own path, on %s',
  (base) => {
    const { pathname } = new URL(callbackUrl(base, { feedId, token }));
    expect(parseCallbackPath(pathname)).toEqual({ feedId, token });
  },
);

it.each([
  '',
  '/',
  `/${feedId}`,
  `/${feedId}/`,
  `/${feedId}/short`,
  `/${feedId}/${token}/`,
  `/${feedId}/${'a'.repeat(101)}`,
  `//${feedId}/${token}`,
  `/${feedId.toUpperCase()}/${token}`,
  `/@websub/${feedId}/${token}`,
  `/${feedId}/${token}\n`,
  `/${feedId}/%2e%2e${token}`,
])('is not read from %j', (path) => {
  expect(parseCallbackPath(path)).toBeUndefined();
});

it('compares whole tokens', () => {
  expect(isSameToken(token, token)).toBe(true);
  expect(isSameToken(token.slice(1), token)).toBe(false);
  expect(isSameToken('', token)).toBe(false);
  expect(isSameToken('é', 'ab')).toBe(false);
});

const topic = 'https://news.example/feed.xml?a=1&b=2';
function query(fields: Record<string, string>): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) all.set(`hub.${name}`, value);
  return all.toString();
}

it.each([
  [
    { mode: 'subscribe', topic, challenge: 'c c', lease_seconds: '60' },
    { mode: 'subscribe', topic, challenge: 'c c', lease: 60 },
  ],
  [
    { mode: 'subscribe', topic, challenge: 'c' },
    { mode: 'subscribe', topic, challenge: 'c' },
  ],
  [
    { mode: 'subscribe', topic, challenge: 'c', lease_seconds: '-1' },
    { mode: 'subscribe', topic, challenge: 'c' },
  ],
  [
    { mode: 'unsubscribe', topic, challenge: 'c' },
    { mode: 'unsubscribe', topic, challenge: 'c' },
  ],
  [
    { mode: 'denied', topic },
    { mode: 'denied', topic },
  ],
  [
    { mode: 'denied', topic, reason: 'r'.repeat(500) },
    { mode: 'denied', topic, reason: 'r'.repeat(200) },
  ],
])('reads what a hub wants from its query: %j', (fields, intent) => {
  expect(parseIntent(query(fields))).toEqual(intent);
});

it.each([
  {},
  { mode: 'subscribe', topic },
  { mode: 'subscribe', challenge: 'c' },
  { mode: 'publish', topic, challenge: 'c' },
  { mode: 'SUBSCRIBE', topic, challenge: 'c' },
  { mode: 'subscribe', topic, challenge: 'c'.repeat(10_000) },
])('reads nothing from %j', (fields) => {
  expect(parseIntent(query(fields as Record<string, string>))).toBeUndefined();
});
