/** Counts of one kind, by what was counted: `fetch-article / Articles write units` → 5. */
export type Ledger = {
  /** Who is at work: `fetch-article`. */
  step: string;
  add(what: string, count?: number): void;
  /** The count of one line. */
  of(step: string, what: string): number;
  /** Forgets all counts: what came before is not part of the bill. */
  clear(): void;
  lines(): readonly { readonly step: string; readonly what: string; readonly count: number }[];
};

export function newLedger(): Ledger {
  const counts = new Map<string, Map<string, number>>();
  return {
    step: '',
    add(what, count = 1) {
      const own = counts.get(this.step) ?? new Map<string, number>();
      counts.set(this.step, own.set(what, (own.get(what) ?? 0) + count));
    },
    clear: () => counts.clear(),
    of: (step, what) => counts.get(step)?.get(what) ?? 0,
    lines: () =>
      [...counts].flatMap(([step, own]) =>
        [...own].map(([what, count]) => ({ step, what, count })),
      ),
  };
}
