/** At which ages, in whole hours, articles are looked at again. */
export type RevisitSchedule = {
  /** Every article. */
  readonly always: readonly number[];
  /** Those that have shown that they are changed. */
  readonly lively: readonly number[];
};
