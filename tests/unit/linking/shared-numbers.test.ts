import { describe, expect, it } from 'vitest';
import { sharedNumbers } from '../../../shared/linking/evidence/shared-numbers.ts';

const shared = (a: string, b: string, language = 'en') =>
  sharedNumbers({ text: a, language }, { text: b, language }).map(({ number }) => number);

describe('numbers that two texts share', () => {
  it('are those that count something', () => {
    expect(shared('15 dead, 1,200 moved', '1200 moved after 15 died')).toEqual(['15', '1200']);
    expect(shared('١٢ من منسوبي القوات', 'استشهاد 12', 'ar')).toEqual(['12']);
  });

  it.each([
    ['a year', 'in 2015', 'since 2015', 'en'],
    ['a year of another calendar', 'عام 1436', 'في 1436هـ', 'ar'],
    ['a day of a month', 'on August 11', '11 August', 'en'],
    ['a day of an ordinal', 'the 11th of August', '11th of August', 'en'],
    ['a day of a month in Arabic', '26 شوال', 'يوم 26 شوال', 'ar'],
    ['a date in figures', '21 / 10 / 1436', '21/10/1436', 'ar'],
    ['a date of a machine', '2015-08-11', '2015-08-11', 'en'],
    ['a time of day', 'at 10:30', 'at 10:30 pm', 'en'],
    ['a time of day with spaces', '2 : 09 a . m .', 'at 2 : 09', 'en'],
    ['a number with a zero in front', 'bulletin MS08-078', '08-078', 'en'],
    ['a date with points', 'am 13.05.2020', '13.05.2020', 'de'],
    ['a telephone number', 'call 920004696', '920004696', 'en'],
    ['an hour', 'at 10 p.m.', 'at 10 pm', 'en'],
    ['a day in Chinese', '12月26日', '12月26日', 'zh'],
  ])('are not %s', (_, a, b, language) => {
    expect(shared(a, b, language)).toEqual([]);
  });

  it('must count something in both', () => {
    expect(shared('21 / 10 / 1436', 'عمره 21 عاما', 'ar')).toEqual([]);
    expect(shared('On August 11, 11 people', '11 people')).toEqual(['11']);
  });

  it('come with the groups of digits that they are printed in', () => {
    expect(
      sharedNumbers(
        { text: '665,932,983', language: 'en' },
        { text: '665.932.983', language: 'es' },
      ),
    ).toEqual([{ number: '665932983', groups: ['665', '932', '983'] }]);
  });
});
