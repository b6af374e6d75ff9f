import { describe, expect, it } from 'vitest';
import { relatednessOf } from '../../../shared/linking/likeness/relatedness.ts';

const text = (language: string, title: string) => ({ language, title, text: '' });

describe('relatednessOf', () => {
  const english = text('en', 'Kirchner meets Okonjo in Vienna over 1,200 stranded sailors');

  it('ranks a report of the same event above another, in one language', () => {
    const same = text('en', 'Okonjo and Kirchner talk about stranded sailors');
    const other = text('en', 'Teenager wins chess open in Ostrava');
    expect(relatednessOf(english, same)).toBeGreaterThan(relatednessOf(english, other) + 0.2);
  });

  it('ranks it above another across languages, by names, places and numbers', () => {
    const same = text('fr', 'Kirchner et Okonjo à Vienne pour les 1 200 marins bloqués');
    const other = text('fr', "Une adolescente gagne l'open d'échecs d'Ostrava");
    expect(relatednessOf(english, same)).toBeGreaterThan(relatednessOf(english, other) + 0.2);
  });

  it('is the same from both ends', () => {
    const other = text('ar', 'فيينا: لقاء بشأن 1200 بحار');
    expect(relatednessOf(english, other)).toBeCloseTo(relatednessOf(other, english), 10);
  });
});
