import { describe, expect, it } from 'vitest';
import { namedPlacesIn, placesIn, placesOf } from '../../../shared/text/places.ts';
import { tokensOf } from '../../../shared/text/tokens.ts';

describe('placesOf', () => {
  it.each([
    ['en', 'Saudi and South Korean ministers met in Damascus', ['SA', 'KR', 'SY']],
    ['ar', 'وصل الوزراء إلى العاصمة السعودية قادمين من دمشق والقاهرة', ['SA', 'SY', 'EG']],
    ['ar', 'قال البيت الأبيض إن الرئيس الأمريكي', ['US']],
    ['fr', 'Le ministre français à Alger et aux États-Unis', ['FR', 'DZ', 'US']],
    ['de', 'Die russischen Truppen in Syrien', ['RU', 'SY']],
    ['es', 'El presidente mexicano viajó a Estados Unidos', ['MX', 'US']],
    ['ru', 'Российские дипломаты в Сирии и США', ['RU', 'SY', 'US']],
    ['fa', 'وزیر خارجه ایران در بغداد', ['IR', 'IQ']],
    ['zh', '中国和美国在日内瓦会谈', ['CN', 'US']],
    ['sw', 'Mkutano wa Kenya', ['KE']],
  ])('finds in %s «%s»: %j', (language, text, places) => {
    expect(placesOf(text, language)).toEqual(places);
  });

  it('does not take a word for a country', () => {
    expect(placesOf('из-за того что', 'ru')).toEqual([]);
    expect(placesOf('they polish the turkey', 'en')).toEqual([]);
  });

  it('takes the shortest words for none, whose capitals would be a union', () => {
    expect(placesOf('Es un acuerdo de uno a uno', 'es')).toEqual([]);
    expect(placesOf('La ONU y la UE', 'es')).toEqual(['UN', 'EU']);
    expect(placesOf('Gilt ab Montag', 'de')).toEqual([]);
  });

  it('survives a tag that is no language', () => {
    expect(placesOf('Paris', '!!')).toEqual(['FR']);
  });

  it('tells a country from another one whose name it holds', () => {
    expect(placesOf('Papua New Guinea and South Sudan', 'en')).toEqual(['PG', 'SS']);
  });

  it('names no former country', () => {
    expect(placesOf('Serbien und Simbabwe', 'de')).toEqual(['RS', 'ZW']);
  });

  it('counts a word for a people within one language as a word', () => {
    const tokens = tokensOf('Ghanaian ministers in Ghana', 'en');
    expect([...namedPlacesIn(tokens, 'en').keys()].map(({ word }) => word)).toEqual(['Ghana']);
    expect([...placesIn(tokens, 'en').values()]).toEqual(['GH', 'GH']);
  });
});
