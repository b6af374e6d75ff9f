import { beforeAll, describe, expect, it } from 'vitest';
import { startServices } from '../../../local/services/start-services.ts';
import { aPipeline, type Pipeline } from '../a-pipeline.ts';
import { feedsOf, newsroomRounds } from '../crash-newsroom.ts';
import { type Ending, endingOf } from '../ending.ts';
import { findingsIn } from '../findings-in.ts';
import { interceptCalls } from '../outside-calls.ts';
import { MemoryServices } from './memory-services.ts';

const hosts = ['northmere-post.example'];
const about = ['mayor', 'contractor', 'tram-line', 'storm'];

/** Two days of one outlet, as far as they are about this, and a sweep. */
async function runThrough(pipeline: Pipeline): Promise<Ending> {
  for (const { at, web, stages, prepare } of newsroomRounds(about).slice(0, 3)) {
    pipeline.begin(at, web);
    await prepare?.(pipeline);
    for (const stage of stages)
      if (stage === 'poll') await pipeline.functions.pollFeeds();
      else if (stage === 'sweep') await pipeline.functions.sweepStories();
      else if (stage !== 'revisit') await pipeline.drain(stage);
  }
  return endingOf(pipeline.services, 0);
}

async function inMemory(): Promise<Ending> {
  const memory = new MemoryServices(() => new Date());
  const release = interceptCalls(memory);
  const pipeline = await aPipeline(feedsOf(hosts), 'once', { services: memory });
  try {
    const ending = await runThrough(pipeline);
    expect(await findingsIn(memory)).toEqual([]);
    return ending;
  } finally {
    await pipeline.stop();
    release();
  }
}

async function embedded(): Promise<Ending> {
  const pipeline = await aPipeline(feedsOf(hosts), 'once', { services: await startServices() });
  try {
    return await runThrough(pipeline);
  } finally {
    await pipeline.stop();
  }
}

describe('services in memory', () => {
  let ending: Ending;
  beforeAll(async () => {
    ending = await inMemory();
  });

  it('end a run of the newsroom as the embedded ones do', async () => {
    const wanted = await embedded();
    expect(ending.contents['articles']?.length).toBeGreaterThan(3);
    for (const table of Object.keys(wanted.contents))
      expect(ending.contents[table], table).toEqual(wanted.contents[table]);
    expect([...ending.events].toSorted()).toEqual([...wanted.events].toSorted());
  });
});
