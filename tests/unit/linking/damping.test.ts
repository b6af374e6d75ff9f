import { describe, expect, it } from 'vitest';
import { dampingOf } from '../../../shared/linking/likeness/damping.ts';
import { likeness } from '../../../shared/linking/likeness/vector.ts';
import type { StoryId } from '../../../shared/model/ids.ts';

const at = '2026-01-05T09:00:00.000Z';
const pointing = (term: string, ...stories: string[]) =>
  stories.map((id) => ({ term: `en#${term}`, at, storyId: id as StoryId }));
const stream = { language: 'en', at, crowd: 20 };

describe('dampingOf', () => {
  it('leaves a term alone that finds one story', () => {
    expect(dampingOf(pointing('quayle', 's1'), stream).size).toBe(0);
  });

  it('damps a name by which many stories go, and the more, the more they are', () => {
    const few = dampingOf(pointing('northmer', 's1', 's2', 's3'), stream).get('northmer') ?? 1;
    const many =
      dampingOf(pointing('northmer', 's1', 's2', 's3', 's4', 's5', 's6'), stream).get('northmer') ??
      1;
    expect(few).toBeLessThan(1);
    expect(many).toBeLessThan(few);
    expect(many).toBeGreaterThan(0);
  });

  it('damps less where the stories share the other terms too', () => {
    const alone = dampingOf(pointing('yara', 's1', 's2', 's3'), stream).get('yara') ?? 1;
    const postings = [
      ...pointing('yara', 's1', 's2', 's3', 's4'),
      ...pointing('gust', 's1', 's2', 's3', 's4'),
    ];
    expect(dampingOf(postings, stream).get('yara') ?? 1).toBeGreaterThan(alone);
  });

  it('never damps a term of every text beyond what its weight says already', () => {
    expect(dampingOf(pointing('the', 's1', 's2', 's3'), stream).get('the')).toBeCloseTo(1, 1);
  });
});

describe('likeness', () => {
  const long = (...heavy: string[]) =>
    new Map([
      ...heavy.map((term) => [term, 3] as const),
      ...Array.from({ length: 100 }, (_, at) => [`${heavy.join()}${at}`, 0.1] as const),
    ]);

  it('trusts a likeness that rests on one term less than one of many', () => {
    const one = likeness(long('a', 'b', 'c', 'd', 'e'), long('a', 'x', 'y', 'z', 'v'), new Map());
    const many = likeness(long('a', 'b', 'c', 'd', 'e'), long('a', 'b', 'c', 'd', 'w'), new Map());
    expect(one).toBeGreaterThan(0);
    expect(many / one).toBeGreaterThan(8);
  });

  it('is 1 for a text and itself, however it is damped', () => {
    const text = long('a', 'b', 'c', 'd', 'e', 'f');
    expect(likeness(text, text, new Map([['a', 0.2]]))).toBeCloseTo(1, 5);
  });
});
