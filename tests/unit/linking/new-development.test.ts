import { describe, expect, it } from 'vitest';
import { tellsNewDevelopment } from '../../../shared/linking/decide/new-development.ts';

const say = (title: string, text = '', language = 'en') => ({ title, text, language });

describe('a report that comes a day later', () => {
  const closed = say(
    'Dam closed after cracks are found',
    'Engineers found cracks in the Harrow dam.',
  );

  it('tells a new development where its headline says what the earlier report does not', () => {
    expect(tellsNewDevelopment(say('Dam reopens after repairs'), closed)).toBe(true);
    const deal = say('اتفاق ينهي إضراب الميناء', '', 'ar');
    expect(tellsNewDevelopment(deal, say('عمال الميناء يبدؤون إضرابا', '', 'ar'))).toBe(true);
  });

  it('tells none where the earlier report has all that its headline says, in other forms or places', () => {
    expect(tellsNewDevelopment(say('Engineers find cracks in Harrow dam'), closed)).toBe(false);
    const first = say('تشكيل لجنة لتوطين الوظائف السياحية بالأحساء', '', 'ar');
    const again = say('تشكيل لجنة لتوطين الوظائف السياحية في الأحساء', '', 'ar');
    expect(tellsNewDevelopment(again, first)).toBe(false);
  });

  it('goes by its headline alone: that a body says more is no news', () => {
    const longer = say(closed.title, 'Divers from Marsa Lulu will examine the turbines on Friday.');
    expect(tellsNewDevelopment(longer, closed)).toBe(false);
  });

  it('is taken for new where it has no title, or where the earlier one has no words', () => {
    expect(tellsNewDevelopment(say('', 'Divers will examine the turbines.'), closed)).toBe(true);
    expect(tellsNewDevelopment(closed, say(''))).toBe(true);
  });
});
