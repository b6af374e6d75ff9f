import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citiesIn } from '../../../shared/text/cities.ts';
import { placesIn, placesOf } from '../../../shared/text/places.ts';
import { tokensOf } from '../../../shared/text/tokens.ts';
import { anyLanguage, anyText, megabytes } from './any-text.ts';

const citiesOf = (text: string, language: string) => [
  ...new Set(citiesIn(tokensOf(text, language), language).values()),
];

describe('citiesIn', () => {
  it.each([
    ['en', 'Fighting in Aleppo and Saint Petersburg', ['Aleppo', 'Saint Petersburg']],
    ['fr', 'Combats à Alep et à Saint-Pétersbourg', ['Aleppo', 'Saint Petersburg']],
    ['de', 'Kämpfe in Aleppo und Sankt Petersburg', ['Aleppo', 'Saint Petersburg']],
    ['ar', 'معارك في حلب وفي سان بطرسبرغ', ['Aleppo', 'Saint Petersburg']],
    ['ru', 'Бои в Алеппо и Петербурге', ['Aleppo', 'Saint Petersburg']],
    ['he', 'קרבות בחאלב: חאלב', ['Aleppo']],
    ['hi', 'अलेप्पो में लड़ाई', ['Aleppo']],
    ['zh', '阿勒颇和圣彼得堡的战斗', ['Aleppo', 'Saint Petersburg']],
    ['ja', 'アレッポとサンクトペテルブルク', ['Aleppo', 'Saint Petersburg']],
    ['ko', '알레포 전투', ['Aleppo']],
    ['el', 'Μάχες στο Χαλέπι', ['Aleppo']],
    ['sw', 'Mapigano ya Aleppo', ['Aleppo']],
  ])('finds in %s «%s»', (language, text, cities) => {
    expect(citiesOf(text, language)).toEqual(cities);
  });

  it.each([
    ['en', 'nice work in a port, bali-like'],
    ['ar', 'مدينة كريمة أقصى مشهد'],
    ['de', 'ein krimineller Hamburger in Eile? den Haag'],
    ['en', 'Hamas'],
  ])('takes no word of %s for a city: «%s»', (language, text) => {
    expect(
      citiesOf(text, language).filter((city) => !['Hamburg', 'The Hague'].includes(city)),
    ).toEqual([]);
  });
});

describe('whatever is found in a text', () => {
  it('begins at one of its words, whatever the text and its tag', () => {
    const law = fc.property(anyText(), anyLanguage(), (text, language) => {
      const tokens = tokensOf(text, language);
      for (const found of [citiesIn(tokens, language), placesIn(tokens, language)])
        for (const token of found.keys()) expect(tokens).toContain(token);
      for (const place of placesOf(text, language)) expect(place).toMatch(/^[A-Z]{2}$/);
    });
    fc.assert(law, { seed: 16, numRuns: 100 });
  });

  it('is the same in any form of writing', () => {
    const texts = fc.constantFrom(
      ...([
        ['ar', 'وصل الوزراء السوريّون إلى القاهرة قادمين من حلب'],
        ['fr', 'Le ministre français à Québec et aux États-Unis'],
        ['vi', 'Hà Nội và Hoa Kỳ'],
        ['ko', '시리아의 알레포'],
        ['ja', 'ｱﾚｯﾎﾟと日本'],
      ] as const),
    );
    const law = fc.property(texts, fc.constantFrom('NFC', 'NFD', 'NFKC'), ([tag, text], form) => {
      expect(placesOf(text.normalize(form), tag)).toEqual(placesOf(text, tag));
      expect(citiesOf(text.normalize(form), tag)).toEqual(citiesOf(text, tag));
    });
    fc.assert(law, { seed: 17, numRuns: 60 });
  });

  it.each(megabytes.map((text) => [text.slice(0, 6), text]))(
    'comes to an end in a megabyte of «%s»',
    (_, text) => {
      expect(() => [placesOf(text, 'en'), citiesOf(text, 'ar')]).not.toThrow();
    },
  );
});
