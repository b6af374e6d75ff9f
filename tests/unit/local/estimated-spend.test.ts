import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dollarsPerMillion, estimatedSpend } from '../../../local/estimated-spend.ts';

const costs = readFileSync('docs/costs.md', 'utf8');
/** What a million articles cost in a step, as the table by step has it. */
const dollarsOf = (step: string) =>
  Number(costs.match(new RegExp(`\\| ${step}, \\*\\*([\\d.]+)\\*\\*`))?.[1]);
const pollsPerArticle = Number(costs.match(/slot at the host \| ([\d.]+) writes/)?.[1]);

describe('what a local run would cost in AWS', () => {
  it('is told by the figures of docs/costs.md', () => {
    const { 'fetch-feed': poll, ...others } = dollarsPerMillion;
    expect(poll).toBeCloseTo(dollarsOf('fetch-feed') / pollsPerArticle, 1);
    expect(others['fetch-article stored']).toBeCloseTo(dollarsOf('fetch-article'), 1);
    expect(others['link-article linked']).toBeCloseTo(dollarsOf('link-article'), 1);
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
