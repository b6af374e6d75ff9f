/** The sample newsroom has a second day, which is tomorrow; and clocks of publishers run fast. */
const aheadMs = 26 * 60 * 60 * 1000;

/** Up to when a list of the latest reaches. */
export const until = (now: Date): string => new Date(now.getTime() + aheadMs).toISOString();
