import type { Flow, OutcomeCount } from '../shared/ports/flow.ts';

/**
 * Dollars in AWS for a million messages of each step, by what they came to; of docs/costs.md, from
 * whose sums by step a test lets them stray by a quarter. What is left out (redelivery, discards) costs less than a tenth of it.
 */
export const dollarsPerMillion = {
  /** A poll, whatever it finds; 1.8 of them bring an article. */
  'fetch-feed': 1.1,
  'fetch-article stored': 5.88,
  'link-article linked': 11.01,
} as const;

/**
 * What the work of a run would cost in AWS, by what its steps came to: an estimate, for on this
 * machine nothing is paid.
 *
 * @example
 * estimatedSpend([{ step: 'fetch-article', outcome: 'stored', count: 100 }])
 * // { dollars: 0.000588, articles: 100, isImagined: true }
 */
export function estimatedSpend(outcomes: readonly OutcomeCount[]): NonNullable<Flow['spend']> {
  const sum = (step: string, ...kinds: readonly string[]) =>
    outcomes
      .filter((one) => one.step === step && (kinds.length === 0 || kinds.includes(one.outcome)))
      .reduce((total, { count }) => total + count, 0);
  const articles = sum('fetch-article', 'stored');
  const millions =
    sum('fetch-feed', 'polled', 'unchanged', 'failed') * dollarsPerMillion['fetch-feed'] +
    articles * dollarsPerMillion['fetch-article stored'] +
    sum('link-article', 'linked') * dollarsPerMillion['link-article linked'];
  return { dollars: millions / 1e6, articles, isImagined: true };
}
