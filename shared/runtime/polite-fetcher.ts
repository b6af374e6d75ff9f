import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { dynamoHostStore } from '../adapters/dynamo/host-store.ts';
import { httpFetchWeb } from '../adapters/http/fetch-web.ts';
import type { politenessEnv } from '../config/function-env.ts';
import { fetchPolitely, type Politeness } from '../pipeline/politeness/fetch-politely.ts';
import type { FetchPolitely } from '../ports/web.ts';
import { parseUrl } from '../url/parse-url.ts';
import { reservedTogether } from './together.ts';
import type { WebSurroundings } from './web-surroundings.ts';

type World = {
  readonly dynamo: DynamoDBDocumentClient;
  readonly surroundings: WebSurroundings;
  /** See `Politeness` in `pipeline/fetch-politely.ts`. */
  readonly waits?: Pick<Politeness, 'maxWaitMs' | 'maxWaitAfterFileMs'>;
};

/** What every function that asks the web asks it through: one pace for all workers of a stack. */
export function politeFetcher(
  config: z.output<typeof politenessEnv>,
  { dynamo, surroundings, waits = {} }: World,
): FetchPolitely {
  const { sleep, patience } = surroundings;
  const politeness = {
    fetchWeb: httpFetchWeb({
      route: surroundings.route,
      userAgent: config.USER_AGENT,
      timeoutMs: config.FETCH_TIMEOUT_MS,
      maxBytes: config.MAX_BODY_BYTES,
    }),
    hosts: dynamoHostStore(dynamo, config.HOSTS_TABLE, reservedTogether(patience)),
    now: surroundings.now,
    agent: productOf(config.USER_AGENT),
    ...(sleep !== undefined && { sleep }),
    ...waits,
  };
  return (request) => {
    const spacingMs = surroundings.spacingMs?.(hostOf(request.url)) ?? config.HOST_SPACING_MS;
    return fetchPolitely({ ...politeness, spacingMs })(request);
  };
}

/** The product token by which robots.txt files know us: `Newsloom/0.1 (…)` → `Newsloom`. */
const productOf = (userAgent: string): string => /^[^\s/]+/.exec(userAgent)?.[0] ?? userAgent;

const hostOf = (url: string): string => parseUrl(url)?.hostname ?? '';
