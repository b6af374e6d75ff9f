import { beforeAll, describe, expect, it } from 'vitest';
import { startServices } from '../../../local/services/start-services.ts';
import { aPipeline, type Pipeline } from '../a-pipeline.ts';
import { feedsOf, newsroomRounds } from '../crash-newsroom.ts';
import { type Ending, endingOf } from '../ending.ts';
import { findingsIn } from '../findings-in.ts';
import { interceptCalls } from '../outside-calls.ts';
import { MemoryServices } from './memory-services.ts';

const hosts = ['northmere-post.example'];

/** Two days of one outlet, and a sweep. */
async function runThrough(pipeline: Pipeline): Promise<Ending> {
  for (const { at, web, stages, prepare } of newsroomRounds().slice(0, 3)) {
    pipeline.begin(at, web);
    await prepare?.(pipeline);
    for (const stage of stages)
      if (stage === 'poll') await pipeline.functions.pollFeeds();
      else if (stage === 'sweep') await pipeline.functions.sweepStories();
      else if (stage !== 'revisit') await pipeline.drain(stage);
  }
  return endingOf(pipeline.services, 0);
}

describe('services in memory', { timeout: 120_000 }, () => {
  let inMemory: Ending;
  let embedded: Ending;
  beforeAll(async () => {
    const memory = new MemoryServices(() => new Date());
    const release = interceptCalls(memory);
    const pipeline = await aPipeline(feedsOf(hosts), 'once', { services: memory });
    try {
      inMemory = await runThrough(pipeline);
      expect(await findingsIn(memory)).toEqual([]);
    } finally {
      await pipeline.stop();
      release();
    }
    const other = await aPipeline(feedsOf(hosts), 'once', { services: await startServices() });
    try {
      embedded = await runThrough(other);
    } finally {
      await other.stop();
    }
  }, 120_000);

  it('end a run of the newsroom as the embedded ones do', () => {
    expect(inMemory.contents['articles']?.length).toBeGreaterThan(3);
    for (const table of Object.keys(embedded.contents))
      expect(inMemory.contents[table], table).toEqual(embedded.contents[table]);
    expect([...inMemory.events].toSorted()).toEqual([...embedded.events].toSorted());
  });
});
