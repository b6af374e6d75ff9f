import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barFor, joinBar } from '../../../shared/linking/decide/decide-story.ts';

const crowds = fc.integer({ min: 0, max: 1_000_000 });

describe('the likeness from which on a report joins a story', () => {
  it('never falls as more stories go on', () => {
    fc.assert(
      fc.property(crowds, crowds, (a, b) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)];
        expect(joinBar(few, 'en')).toBeLessThanOrEqual(joinBar(many, 'en'));
      }),
    );
  });

  it('grows faster where hundreds go on, and stays within what a close report reaches', () => {
    const rise = (crowd: number) => joinBar(2 * crowd, 'en') - joinBar(crowd, 'en');
    expect(rise(300)).toBeGreaterThan(2 * rise(50));
    expect(joinBar(1_000_000, 'en')).toBeLessThan(0.4);
  });

  it('is higher in a language whose common words are not known', () => {
    expect(joinBar(10, 'sw')).toBeGreaterThan(joinBar(10, 'en'));
  });

  it('is the lower the more a report has to say, in a large crowd alone', () => {
    expect(barFor(100, 800, 'en')).toBeLessThan(barFor(75, 800, 'en'));
    expect(barFor(75, 800, 'en')).toBeLessThan(barFor(20, 800, 'en'));
    expect(barFor(20, 800, 'en')).toBe(joinBar(800, 'en'));
    expect(barFor(100, 60, 'en')).toBe(joinBar(60, 'en'));
  });

  it('never falls as more stories go on, however long the report', () => {
    fc.assert(
      fc.property(crowds, crowds, fc.nat(200), (a, b, terms) => {
        const [few, many] = [Math.min(a, b), Math.max(a, b)];
        expect(barFor(terms, few, 'en')).toBeLessThanOrEqual(barFor(terms, many, 'en') + 1e-12);
      }),
    );
  });
});
