import { randomBytes } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { dynamoHostStore } from '../adapters/dynamo/host-store.ts';
import { dynamoSubscriptionStore } from '../adapters/dynamo/subscription-store.ts';
import { httpFetchWeb } from '../adapters/http/fetch-web.ts';
import type { fetchFeedEnv } from '../config/function-env.ts';
import { askHubPolitely } from '../pipeline/polling/ask-hub.ts';
import type { HubPorts } from '../pipeline/polling/keep-subscription.ts';
import { parseUrl } from '../url/parse-url.ts';
import type { WebSurroundings } from './web-surroundings.ts';

type World = {
  readonly dynamo: DynamoDBDocumentClient;
  readonly surroundings: WebSurroundings;
};

/** A hub answers in a few bytes; its body is read to say why it refuses. */
const maxBytes = 100_000;
/** 256 bits; 43 characters, far below the 200 bytes that a secret may have (WebSub, 5.1). */
const tokenBytes = 32;

/** How fetch-feed deals with hubs; nothing where the stage has no callback for them. */
export function hubPorts(
  config: z.output<typeof fetchFeedEnv>,
  { dynamo, surroundings }: World,
): { readonly hubs?: HubPorts } {
  const callbackBase = config.WEBSUB_CALLBACK_URL;
  if (callbackBase === undefined) return {};
  const { route, now } = surroundings;
  const fetchWeb = httpFetchWeb({
    ...{ route, maxBytes, userAgent: config.USER_AGENT },
    timeoutMs: config.FETCH_TIMEOUT_MS,
  });
  const hosts = dynamoHostStore(dynamo, config.HOSTS_TABLE);
  const hubs: HubPorts = {
    subscriptions: dynamoSubscriptionStore(dynamo, config.FEEDS_TABLE),
    askHub: (hub, form) => {
      const host = parseUrl(hub)?.hostname ?? '';
      const spacingMs = surroundings.spacingMs?.(host) ?? config.HOST_SPACING_MS;
      return askHubPolitely({ fetchWeb, hosts, now, spacingMs })(hub, form);
    },
    callbackBase,
    randomToken: () => randomBytes(tokenBytes).toString('base64url'),
  };
  return { hubs };
}
