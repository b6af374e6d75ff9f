import type { Instant } from '../../model/ids.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Moves an instant by days. */
export const daysAfter = (at: Instant, days: number): Instant =>
  new Date(Date.parse(at) + days * dayMs).toISOString();

/** The first of two instants; their text order is their time order. */
export const earlierOf = (a: Instant, b: Instant): Instant => (a <= b ? a : b);

/** The last of two instants. */
export const laterOf = (a: Instant, b: Instant): Instant => (a <= b ? b : a);

/** Days from an instant to a span of time; 0 within it. */
export function daysApart(at: Instant, from: Instant, to: Instant): number {
  const time = Date.parse(at);
  return Math.max(0, Date.parse(from) - time, time - Date.parse(to)) / dayMs;
}

/** Days after which a story's pull on a report has faded to a third. */
export const fadingDays = 2.05;

/** What is left of a pull after so many days: a day tells more at first than it does later. */
export const fading = (days: number): number => Math.exp(-days / fadingDays);

type Fading = (other: Instant) => number;

let latest: { readonly at: Instant; readonly left: Fading } | undefined;

/**
 * What is left of a pull at one instant from any other. Each is read once: many are asked for again, and a report's
 * crowd, its damping and its candidates ask for the same ones.
 */
export function fadingFrom(at: Instant): Fading {
  if (latest?.at !== at) latest = { at, left: newFading(at) };
  return latest.left;
}

function newFading(at: Instant): Fading {
  const known = new Map<Instant, number>();
  const time = Date.parse(at);
  return (other) => {
    let left = known.get(other);
    if (left === undefined) {
      left = fading(Math.abs(time - Date.parse(other)) / dayMs);
      known.set(other, left);
    }
    return left;
  };
}
