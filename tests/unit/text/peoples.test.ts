import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleOf } from '../../../shared/text/peoples.ts';
import { placesOf } from '../../../shared/text/places.ts';
import { anyLanguage, anyText } from './any-text.ts';

/** Of each language: of Syria, Russia, France, China, Germany, Turkey, Greece and Poland, in several forms. */
const peoples: Readonly<Record<string, string>> = {
  en: 'Syrians Russian French Chinese Germans Turkish Greek Polish',
  fr: 'syrienne russes Français chinoises allemand turques grecque polonais',
  de: 'syrischen Russen französische Chinesen deutscher türkischen griechische polnischer',
  es: 'sirios rusas francesa chinos alemanes turca griegos polaco',
  pt: 'sírios russa franceses chinesa alemães turcos grega polonesa',
  it: 'siriani russe francesi cinesi tedesca turchi greci polacchi',
  nl: 'Syrische Russen Franse Chinezen Duitse Turkse Griekse Poolse',
  sv: 'syriska ryska franska kinesiska tyska turkiska grekiska polska',
  da: 'syriske russiske franske kinesiske tyske tyrkiske græske polske',
  nb: 'syriske russiske franske kinesiske tyske tyrkiske greske polske',
  fi: 'syyrialaiset venäläisten ranskalainen kiinalaisia saksalaisen turkkilainen kreikkalaiset puolalainen',
  pl: 'syryjskich rosyjskiego francuski chińskie niemieccy tureckiej greckiego polska',
  cs: 'syrských ruského francouzský čínské německou tureckého řecká polský',
  ro: 'sirieni ruși francezi chinezi germani turci greci polonezi',
  hu: 'szíriai orosz francia kínai német török görög lengyel',
  tr: 'Suriyeliler Ruslar Fransızların Çinli Almanlar Türkler Yunan Polonyalı',
  el: 'Σύροι Ρώσος γαλλική κινεζικό Γερμανοί τουρκικά ελληνικής πολωνική',
  ru: 'сирийские российского французов китайцы немецкой турецкие греческих польский',
  uk: 'сирійські російського французів китайці німецької турецькі грецьких польський',
  bg: 'сирийски руския френски китайски немски турски гръцки полски',
  ar: 'والسوريين الروسية الفرنسيون الصيني للألمان التركية اليونانية البولندي',
  fa: 'سوری روسی فرانسوی چینی آلمانی ترکی یونانی لهستانی',
  he: 'הסורים הרוסית צרפתים סיני הגרמנים טורקי יווני פולנית',
  hi: 'सीरियाई रूसी फ्रांसीसी चीनी जर्मनी तुर्की यूनानी पोलैंड',
  ko: '시리아인 러시아군 프랑스인의 중국인 독일군 튀르키예의 그리스의 폴란드가',
  ur: 'شامی روسی فرانسیسی چینی جرمن ترکی یونانی پولینڈ',
  id: 'Suriah Rusia Prancis Tiongkok Jerman Turki Yunani Polandia',
};
const order = ['SY', 'RU', 'FR', 'CN', 'DE', 'TR', 'GR', 'PL'];

describe('placesOf, by words for peoples', () => {
  it.each(Object.entries(peoples))('knows them in %s', (language, words) => {
    const found = words.split(' ').map((word) => [word, ...placesOf(word, language)]);
    expect(found).toEqual(words.split(' ').map((word, at) => [word, order[at]]));
  });

  it.each([
    ['en', 'Nigerian Nigerien', ['NG', 'NE']],
    ['fr', 'nigérian nigérien', ['NG', 'NE']],
    ['en', 'Guinean Senegalese Zambian Peruvian', ['GN', 'SN', 'ZM', 'PE']],
    ['es', 'hondureños costarricense etíope', ['HN', 'CR', 'ET']],
    ['ru', 'эфиопские венесуэльский киргизские', ['ET', 'VE', 'KG']],
    ['ar', 'الموريتانية الصوماليون الجيبوتي', ['MR', 'SO', 'DJ']],
  ])('tells in %s «%s» apart', (language, words, places) => {
    expect(words.split(' ').flatMap((word) => placesOf(word, language))).toEqual(places);
  });

  it.each([
    ['de', 'Dann hinter den Inseln, in dem Franz und Georg leben. Letter, Rost'],
    ['en', 'polish the china, perish, cubic, chili, turkey'],
    ['es', 'madre cine fase lago gran un uno dominar libre país'],
    ['fr', 'grenades un fines martin lions'],
    ['it', 'un uno angolo dominio libero male fase martin'],
    ['ar', 'رياضية طالب مدينة مالية كاتب أمير'],
    ['tr', 'benim peki maliye gaz irade alma'],
    ['fi', 'kiinni vironneet tanskari'],
    ['pl', 'część włosy final polityka'],
    ['ru', 'дело чехол кубик того'],
    ['nl', 'spannen rust lets'],
  ])('takes no word of %s for a people: «%s»', (language, words) => {
    expect(placesOf(words, language)).toEqual([]);
  });
});

describe('peopleOf', () => {
  it('minds neither marks nor forms of writing', () => {
    const words = fc.constantFrom(
      ...([
        ['fr', 'Français'],
        ['de', 'Österreicher'],
        ['cs', 'čínské'],
        ['ar', 'الأميركيّة'],
        ['el', 'Έλληνες'],
        ['ru', 'российский'],
      ] as const),
    );
    const law = fc.property(words, fc.constantFrom('NFC', 'NFD', 'NFKD'), ([tag, word], form) => {
      const place = peopleOf(word, tag);
      expect(place).toBeDefined();
      expect(peopleOf(word.normalize(form), tag)).toBe(place);
      expect(
        peopleOf(word.normalize('NFD').replace(/[\u0300-\u036f\u064b-\u0655]/g, ''), tag),
      ).toBe(place);
      expect(peopleOf(word.toUpperCase(), tag)).toBe(place);
    });
    fc.assert(law, { seed: 14, numRuns: 60 });
  });

  it('answers alike a second time, and throws for no text and no tag', () => {
    const law = fc.property(anyText(), anyLanguage(), (text, language) => {
      expect(peopleOf(text, language)).toBe(peopleOf(text, language));
    });
    fc.assert(law, { seed: 15, numRuns: 100 });
  });
});
