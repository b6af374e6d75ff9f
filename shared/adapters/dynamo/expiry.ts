/** When time to live may take an item that is to be kept for so many days: seconds since 1970. */
export const expiryOf = (now: Date, days: number): number =>
  Math.floor(now.getTime() / 1000) + days * 24 * 60 * 60;
