import { createHmac } from 'node:crypto';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoSubscriptionStore } from '../../shared/adapters/dynamo/subscription-store.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { aSubscription } from '../builders/a-subscription.ts';
import type { Pipeline } from './a-pipeline.ts';

/** Asked of a hub, and not answered yet. */
const askedOf = (feed: string) =>
  aSubscription({ topic: feed, asked: { mode: 'subscribe', at: '2030-05-07T12:00:00.000Z' } });

/** Has a hub asked for a subscription to this feed. */
export async function subscribe({ services }: Pipeline, feed: string): Promise<void> {
  const dynamo = documentClient(services.clients.dynamo);
  await dynamoSubscriptionStore(dynamo, services.names.tables.feeds).save(askedOf(feed), 0);
}

/** The hub asks whether we want to be subscribed. */
export const verificationOf = (feed: string): LambdaFunctionURLEvent =>
  verificationAt(pathOf(feed), feed);

/** A hub asks so at the callback that it was given. */
export const verificationAt = (path: string, topic: string): LambdaFunctionURLEvent =>
  callTo(path, {
    method: 'GET',
    query: String(
      new URLSearchParams({
        ...{ 'hub.mode': 'subscribe', 'hub.topic': topic },
        ...{ 'hub.challenge': 'a challenge', 'hub.lease_seconds': '432000' },
      }),
    ),
  });

/** The hub tells of news. */
export function pushOf(feed: string): LambdaFunctionURLEvent {
  const body = '<rss/>';
  const signature = createHmac('sha256', askedOf(feed).secret).update(body).digest('hex');
  return callTo(pathOf(feed), { method: 'POST', body, signature: `sha256=${signature}` });
}

type HubCall = {
  readonly method: string;
  readonly query?: string;
  readonly body?: string;
  readonly signature?: string;
};

const pathOf = (feed: string) => `/${feedIdOf(feed)}/${askedOf(feed).token}`;

function callTo(rawPath: string, { method, query = '', body, signature }: HubCall) {
  const http = {
    method,
    path: rawPath,
    protocol: 'HTTP/1.1',
    sourceIp: '192.0.2.1',
    userAgent: '',
  };
  return {
    ...{ version: '2.0', routeKey: '$default', rawPath, rawQueryString: query },
    headers: signature === undefined ? {} : { 'x-hub-signature': signature },
    requestContext: { http } as LambdaFunctionURLEvent['requestContext'],
    isBase64Encoded: false,
    ...(body !== undefined && { body }),
  };
}
