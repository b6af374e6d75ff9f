import { randomFrom } from '../../../bench/random.ts';
import { type Ending, endingOf, eventsOf, wrongsOf } from '../ending.ts';
import type { StoreCopy } from '../memory/memory-services.ts';
import { readTables } from '../table-contents.ts';
import type { RaceCase } from './race-case.ts';
import { articlesOf, lawsBroken, stillThere, tooSoon } from './race-laws.ts';
import { oneWorker, RaceNewsroom, raceStart, type Work } from './race-newsroom.ts';
import { type View, viewOf, viewsDiffer } from './race-view.ts';

type Prepared = {
  readonly copy: StoreCopy;
  readonly pages: RaceNewsroom['web']['shown'];
  readonly kept: readonly Work[];
  readonly at: number;
  /** Of one worker. */
  readonly ending: Ending;
  readonly view: View;
};

export type Schedule = { readonly seed: number; readonly workers: number };

/** Runs cases with one worker, and then again and again with many. */
export class RaceLab {
  private readonly newsroom = new RaceNewsroom();
  private readonly empty = this.newsroom.services.copy();
  private readonly prepared = new Map<RaceCase, Prepared>();

  /** What so many workers leave behind otherwise than they may, in words. */
  async wrongsOf(one: RaceCase, { seed, workers }: Schedule): Promise<string[]> {
    const before = this.prepared.get(one) ?? (await this.prepare(one));
    this.prepared.set(one, before);
    const { newsroom } = this;
    this.begin(one, before, randomFrom(seed));
    const since = (await eventsOf(newsroom.services)).length;
    await newsroom.run(await one.works(newsroom), {
      ...{ workers, linksInOrder: one.isStrict, once: one.once ?? false },
    });
    const wrongs = [
      ...tooSoon(newsroom.web.asked, newsroom.spacingMs),
      ...stillThere(await readTables(newsroom.services), one.gone),
    ];
    newsroom.web.onAnswer = undefined;
    await one.settle?.(newsroom);
    const ending = await endingOf(newsroom.services, since);
    return [
      ...wrongs,
      ...newsroom.faults,
      ...(await lawsBroken(newsroom.services)),
      ...(one.isStrict
        ? await wrongsOf(newsroom.services, ending, before.ending)
        : viewsDiffer(viewOf(await readTables(newsroom.services)), before.view)),
    ];
  }

  /** The calls that passed in the race that was run last, in order. */
  get passed(): readonly string[] {
    return this.newsroom.turnstile.passed;
  }

  stop(): void {
    this.newsroom.stop();
  }

  private async prepare(one: RaceCase): Promise<Prepared> {
    const { newsroom } = this;
    newsroom.begin(this.empty, () => 0, raceStart);
    newsroom.web.clear();
    newsroom.kept = [];
    await one.prepare(newsroom);
    const before = {
      ...{ copy: newsroom.services.copy(), pages: newsroom.web.shown, kept: newsroom.kept },
      at: newsroom.turnstile.now().getTime(),
    };
    this.begin(one, before, () => 0);
    const since = (await eventsOf(newsroom.services)).length;
    await newsroom.run(await one.works(newsroom), oneWorker);
    newsroom.web.onAnswer = undefined;
    await one.settle?.(newsroom);
    const contents = await readTables(newsroom.services);
    const live = articlesOf(contents).filter(({ state }) => state === 'live').length;
    const wrongs = [...newsroom.faults, ...(await lawsBroken(newsroom.services))];
    if (live !== one.live) wrongs.push(`${live} articles are live instead of ${one.live}`);
    if (one.splits && !contents.stories.some(({ splitFrom }) => splitFrom !== undefined))
      wrongs.push('no story is split');
    if (wrongs.length > 0) throw new Error(`${one.name}, by one worker:\n${wrongs.join('\n')}`);
    return { ...before, ending: await endingOf(newsroom.services, since), view: viewOf(contents) };
  }

  private begin(one: RaceCase, before: Omit<Prepared, 'ending' | 'view'>, random: () => number) {
    const { newsroom } = this;
    newsroom.begin(before.copy, random, before.at);
    newsroom.web.clear();
    newsroom.web.show(before.pages);
    newsroom.kept = before.kept;
    newsroom.spacingMs = one.spacingMs ?? 0;
  }
}
