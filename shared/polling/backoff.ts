const first = 30;
const week = 7 * 24 * 60;
const hour = 60;
const day = 24 * 60;

/**
 * For how many minutes to leave a feed alone after so many failures in a row: twice as long each
 * time, and never more than a week, since dead feeds come back.
 *
 * @example
 * backoffMinutes(3) // 120
 */
export const backoffMinutes = (failures: number): number =>
  Math.min(week, first * 2 ** Math.max(0, Math.min(failures, 30) - 1));

/**
 * For how many minutes to leave a host alone that answered 429 without saying for how long.
 *
 * @param times how often it has done so without an answer of another kind between
 *
 * @example
 * pauseMinutes(1) // 60
 */
export const pauseMinutes = (times: number): number =>
  Math.min(day, hour * 2 ** Math.max(0, Math.min(times, 30) - 1));
