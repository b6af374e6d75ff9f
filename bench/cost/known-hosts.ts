import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { dynamoHostStore } from '../../shared/adapters/dynamo/host-store.ts';
import { randomFrom } from '../random.ts';
import type { Outside } from './outside.ts';

/** For so long what a site says to robots is good: robots.txt, and `tdmrep.json` of a site that has none. */
const dayMs = 24 * 3_600_000;
const tdmMs = 7 * dayMs;

/**
 * Lets each site have been asked for its files some time ago, as in a stack that has long run: a site that
 * nobody knew would be asked for all of them on the one day that a run has.
 */
export async function rememberHosts(
  { clients, names, hosts }: Outside,
  start: number,
): Promise<void> {
  const store = dynamoHostStore(documentClient(clients.dynamo), names.tables.hosts);
  const random = randomFrom(11);
  for (const host of hosts) {
    const [robots, tdm] = [start + random() * dayMs, start + random() * tdmMs];
    await store.saveRobots({
      ...{ origin: `https://${host}`, text: 'User-agent: *' },
      ...{ fetchedAt: instantOf(robots - dayMs), freshUntil: instantOf(robots) },
      tdm: { freshUntil: instantOf(tdm), text: '' },
    });
  }
}

const instantOf = (at: number) => new Date(at).toISOString();
