import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dollarsPerMillion, estimatedSpend } from '../../../local/estimated-spend.ts';

const costs = readFileSync('docs/costs.md', 'utf8');
/** What a million articles cost in a step, as the table by step has it. */
const dollarsOf = (step: string) =>
  Number(costs.match(new RegExp(`\\| ${step}, \\*\\*([\\d.]+)\\*\\*`))?.[1]);
const pollsPerArticle = Number(costs.match(/, ([\d.]+) million polls included/)?.[1]);

describe('what a local run would cost in AWS', () => {
  it('is told by about the figures of docs/costs.md: set them anew where this fails', () => {
    const { 'fetch-feed': poll, ...others } = dollarsPerMillion;
    const ratios = [
      poll / (dollarsOf('fetch-feed') / pollsPerArticle),
      others['fetch-article stored'] / dollarsOf('fetch-article'),
      others['link-article linked'] / dollarsOf('link-article'),
    ];
    for (const ratio of ratios) {
      expect(ratio).toBeGreaterThan(0.8);
      expect(ratio).toBeLessThan(1.25);
    }
  });

  it('is the sum over polls, articles and links', () => {
    const spend = estimatedSpend([
      { step: 'fetch-feed', outcome: 'unchanged', count: 2 },
      { step: 'fetch-feed', outcome: 'deferred', count: 9 },
      { step: 'fetch-article', outcome: 'stored', count: 1 },
      { step: 'fetch-article', outcome: 'discarded', count: 3 },
      { step: 'link-article', outcome: 'linked', count: 1 },
    ]);
    const wanted =
      2 * dollarsPerMillion['fetch-feed'] +
      dollarsPerMillion['fetch-article stored'] +
      dollarsPerMillion['link-article linked'];
    expect(spend.dollars).toBeCloseTo(wanted / 1e6, 9);
    expect(spend).toMatchObject({ articles: 1, isImagined: true });
  });
});
