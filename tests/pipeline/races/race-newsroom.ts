import './inline-zlib.ts';
import { takeRecords } from '../../../local/lambda/take-records.ts';
import { PipelineError } from '../../../shared/errors.ts';
import {
  fetchArticleTask,
  fetchFeedTask,
  linkTask,
  replayArticleTask,
} from '../../../shared/messages.ts';
import { fetchArticle } from '../../../shared/pipeline/articles/fetch-article.ts';
import { replayArticle } from '../../../shared/pipeline/articles/replay-article.ts';
import { linkArticle } from '../../../shared/pipeline/linking/link-article.ts';
import { fetchFeed } from '../../../shared/pipeline/polling/fetch-feed.ts';
import { type QueueName, queues, visibilityTimeoutSeconds } from '../../../shared/queues.ts';
import { MemoryServices, type StoreCopy } from '../memory/memory-services.ts';
import { interceptCalls } from '../outside-calls.ts';
import { portsOf } from './race-steps.ts';
import { RaceWeb } from './race-web.ts';
import { Turnstile } from './turnstile.ts';

/** Something to be done until it succeeded once: a message, a schedule, a person's command. */
export type Work = {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  /** Never handed to two at once: a second one would put right what the first has left behind. */
  readonly once?: true;
};

/** How work is handed out. */
export type Hands = {
  readonly workers: number;
  /** Links of a language one after another, as the queue promises where no message is late; else all at once. */
  readonly linksInOrder: boolean;
  /** Nothing is handed to two of them at once. */
  readonly once?: boolean;
};

/** One worker, to whom everything is handed once. */
export const oneWorker: Hands = { workers: 1, linksInOrder: true };

export const raceStart = Date.parse('2030-05-05T10:00:00.000Z');
const mostTries = 12;
const queueNames = ['feeds', 'articles', 'replays', 'links'] as const satisfies QueueName[];

/** A newsroom whose steps are run by workers beside one another, over services in memory. */
export class RaceNewsroom {
  readonly services = new MemoryServices(() => this.turnstile.now());
  readonly web = new RaceWeb(() => this.turnstile.now());
  turnstile = new Turnstile(() => 0, raceStart);
  /** Shortest time between two requests to a host. */
  spacingMs = 0;
  /** What a case keeps to be handed out later. */
  kept: readonly Work[] = [];
  /** Errors that no worker should come to. */
  readonly faults: string[] = [];
  readonly ports = portsOf({
    services: this.services,
    fetchWeb: this.web.fetch,
    now: () => this.turnstile.now(),
    sleep: (milliseconds) => this.turnstile.sleep(milliseconds),
    spacingMs: () => this.spacingMs,
    listings: [{ url: feedUrl, tags: [] }],
    schedule: { always: [24], lively: [1] },
  });
  private readonly release = interceptCalls(this.services);
  /** Links that wait for their turn. */
  private readonly held: Work[] = [];

  /** Begins at a moment that was copied before, in an order that is drawn. */
  begin(copy: StoreCopy, random: () => number, at: number): void {
    this.services.putBack(copy);
    this.turnstile = new Turnstile(random, at);
    this.faults.length = 0;
    this.held.length = 0;
    this.spacingMs = 0;
    this.web.asked.length = 0;
  }

  stop(): void {
    this.release();
  }

  /** Does work, and all that follows from it, until nothing is left to do. */
  async run(works: readonly Work[], hands: Hands): Promise<void> {
    let left: readonly Work[] = works;
    for (let tries = 0; ; ) {
      if (left.length === 0) left = await this.takeNext(hands);
      if (left.length === 0) return;
      const shift = oneMergeOf(this.turnstile.some(left, hands.workers));
      const undone = await this.hand(shift, hands);
      left = [...left.filter((work) => !shift.includes(work)), ...undone];
      tries = undone.length === 0 ? 0 : tries + 1;
      if (tries > mostTries) throw new Error(`cannot be done: ${undone[0]?.name}`);
      if (undone.length > 0) this.turnstile.elapse(hiddenMs);
    }
  }

  /** @returns what none of those to whom it was handed has done */
  private async hand(shift: readonly Work[], hands: Hands): Promise<readonly Work[]> {
    const inOrder = hands.linksInOrder && shift.some(({ name }) => name.startsWith('links'));
    const twice = inOrder || hands.once ? [] : shift.filter(({ once }) => !once);
    const again = Array.from({ length: hands.workers - shift.length }, () =>
      this.turnstile.some(twice, 1),
    );
    const done = new Set<Work>();
    const workers = [...shift, ...again.flat()].map((work) => async () => {
      if (await this.succeeds(work)) done.add(work);
    });
    await this.turnstile.pass(workers);
    return shift.filter((work) => !done.has(work));
  }

  private async succeeds({ name, run }: Work): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      const isUsual = error instanceof PipelineError && error.disposition === 'retry';
      if (!isUsual) this.faults.push(`${name}: ${error instanceof Error ? error.stack : error}`);
      return false;
    }
  }

  /** What waits in the queues; of links in order only the next, when nothing else does. */
  private async takeNext({ linksInOrder }: Hands): Promise<readonly Work[]> {
    const now = this.turnstile.now().getTime();
    const next = this.services.nextDelivery()?.getTime() ?? now;
    if (this.held.length === 0) this.turnstile.elapse(Math.max(0, next - now));
    const works: Work[] = [];
    for (const queue of queueNames) {
      if (queue === 'links' && linksInOrder) continue;
      works.push(...(await this.take(queue)));
    }
    return works.length === 0 && linksInOrder ? this.takeOneLink() : works;
  }

  /** In order of their texts: which came first to the queue is another race's matter. */
  private async takeOneLink(): Promise<readonly Work[]> {
    this.held.push(...(await this.take('links')));
    this.held.sort((a, b) => (a.name < b.name ? -1 : 1));
    return this.held.splice(0, 1);
  }

  private async take(queue: QueueName): Promise<readonly Work[]> {
    const { clients, queueUrls } = this.services;
    const records = await takeRecords(clients.sqs, queueUrls.queues[queue]);
    return records
      .map(({ body }) => ({ name: `${queue} ${body}`, run: () => this.step(queue, body) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Takes the link tasks that wait. */
  takeLinks(): Promise<readonly Work[]> {
    return this.take('links');
  }

  /** The step that takes a message of a queue. */
  step(queue: QueueName, body: string): Promise<unknown> {
    const task: unknown = JSON.parse(body);
    const { ports } = this;
    switch (queue) {
      case 'feeds':
        return fetchFeed(fetchFeedTask.parse(task), ports.fetchFeed);
      case 'articles':
        return fetchArticle(fetchArticleTask.parse(task), ports.fetchArticle);
      case 'replays':
        return replayArticle(replayArticleTask.parse(task), ports.replayArticle);
      case 'links':
        return linkArticle(linkTask.parse(task), ports.linkArticle);
    }
  }
}

/** Merges are one group of their queue: two that met could close a ring (decision 3). */
function oneMergeOf(works: readonly Work[]): readonly Work[] {
  const merges = works.filter(({ name }) => name.includes('"kind":"merge"'));
  return works.filter((work) => !merges.slice(1).includes(work));
}

export const feedUrl = 'https://wire.example/feed.xml';
/** Until what nobody has done is handed out again. */
const hiddenMs = 1000 * visibilityTimeoutSeconds(queues.links);
