/** A report as it was linked, with the event that it is of. */
export type Linked = { readonly gold: string; readonly story: string; readonly at: number };

type Counts = { told: number; rejoined: number; joined: number; wrong: number };

/** What was linked rightly since it was last asked. */
export type Rightness = {
  /** Of reports whose event had been told before, those that came to a report of it, in per cent. */
  readonly found: number;
  /** Of reports that came to others, those that came to the wrong ones, in per cent. */
  readonly wrong: number;
};

/**
 * Watches a stream as it is linked, and judges each report once, when it is linked: whether it came to
 * those of its event. What was told longer ago than `forgetMs` counts as new: no look-up reaches it.
 */
export function watchTruth(forgetMs: number) {
  /** By story, the event of which it was founded. */
  const events = new Map<string, { gold: string; at: number }>();
  const told = new Map<string, number>();
  let counts: Counts = { told: 0, rejoined: 0, joined: 0, wrong: 0 };
  return {
    linked({ gold, story, at }: Linked, joined: boolean): void {
      const before = told.get(gold);
      const isTold = before !== undefined && at - before < forgetMs;
      const event = events.get(story);
      const isRight = joined && event?.gold === gold;
      if (isTold) counts.told++;
      if (isTold && isRight) counts.rejoined++;
      if (joined) counts.joined++;
      if (joined && !isRight) counts.wrong++;
      told.set(gold, at);
      events.set(story, { gold: event?.gold ?? gold, at });
    },
    /** Counts begin anew. */
    take(): Rightness {
      const { told: all, rejoined, joined, wrong } = counts;
      counts = { told: 0, rejoined: 0, joined: 0, wrong: 0 };
      return { found: percent(rejoined, all), wrong: percent(wrong, joined) };
    },
    forget(now: number): void {
      for (const [gold, at] of told) if (now - at > forgetMs) told.delete(gold);
      for (const [story, { at }] of events) if (now - at > forgetMs) events.delete(story);
    },
  };
}

const percent = (part: number, all: number): number => (all === 0 ? 0 : (100 * part) / all);
