import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areHeard, scriptOf, skeletonOf } from '../../../shared/text/name-skeleton.ts';
import { anyText, megabytes } from './any-text.ts';

describe('skeletonOf', () => {
  it.each([
    ['Macron', 'ماكرون Макрон Μακρόν מקרון मैक्रों მაკრონი'],
    ['Putin', 'بوتين Путин Πούτιν פוטין पुतिन პუტინი Պուտին ፑቲን'],
    ['Zelensky', 'زيلينسكي Зеленский Ζελένσκι זלנסקי ज़ेलेंस्की ზელენსკი Զելենսկի ዘለንስኪ'],
    ['Trump', 'ترامب Трамп Τραμπ טראמפ ट्रंप ტრამპი Թրամփ ትራምፕ'],
    ['Merkel', 'ميركل Меркель Μέρκελ מרקל मर्केल'],
    ['Guterres', 'غوتيريش Гутерриш Γκουτέρες גוטרש गुटेरेस'],
    ['Vladimir', 'فلاديمير Владимир Βλαντιμίρ व्लादिमीर వ్లాదిమిర్'],
    ['Volodymyr', 'فولوديمير Володимир Βολοντίμιρ וולודימיר'],
    ['Barcelona', 'برشلونة Барселона ברצלונה बार्सिलोना'],
  ])('hears %s in %s', (latin, others) => {
    for (const other of others.split(' ')) expect(skeletonOf(other)).toBe(skeletonOf(latin));
  });

  it('tells names apart', () => {
    const names = 'Macron Putin Zelensky Trump Merkel Guterres Vladimir Barcelona Netanyahu';
    const heard = names.split(' ').map(skeletonOf);
    expect(new Set(heard).size).toBe(heard.length);
  });

  it.each(['東京', 'カタカナ', '서울', 'กรุงเทพ', '2026', ''])('hears nothing in «%s»', (word) => {
    expect(skeletonOf(word)).toBe('');
  });

  it('does not change what it made', () => {
    const law = fc.property(anyText(), (text) => {
      expect(skeletonOf(skeletonOf(text))).toBe(skeletonOf(text));
    });
    fc.assert(law, { seed: 4, numRuns: 200 });
  });

  it('is of few letters, whatever the text', () => {
    const law = fc.property(anyText(), (text) => {
      expect(skeletonOf(text)).toMatch(/^[bdfgklmnrst]*$/);
    });
    fc.assert(law, { seed: 5, numRuns: 200 });
  });

  it('minds neither case nor marks nor forms of presentation', () => {
    const names = fc.constantFrom(
      ...[
        'Erdoğan',
        'Straße',
        'Łukasz',
        'Żółć',
        'Θεσσαλονίκη',
        'Зеленский',
        'محمّد',
        'ﻣﺤﻤﺪ',
        'ＮＡＴＯ',
      ],
    );
    const law = fc.property(names, fc.constantFrom('NFC', 'NFD', 'NFKC'), (name, form) => {
      const skeleton = skeletonOf(name);
      expect(skeletonOf(name.toUpperCase())).toBe(skeleton);
      expect(skeletonOf(name.normalize(form))).toBe(skeleton);
      expect(skeletonOf(name.normalize('NFD').replace(/[\u0300-\u036f\u064b-\u0652]/g, ''))).toBe(
        skeleton,
      );
    });
    fc.assert(law, { seed: 6, numRuns: 100 });
  });

  it.each(megabytes.map((text) => [text.slice(0, 6), text]))(
    'comes to the end of a megabyte of «%s»',
    (_, text) => {
      expect(() => skeletonOf(text)).not.toThrow();
    },
  );
});

describe('scriptOf', () => {
  it.each([
    ['The storm Yara', 'Latin'],
    ['العاصفة يارا', 'Arabic'],
    ['Шторм Яра', 'Cyrillic'],
    ['Η καταιγίδα Γιάρα', 'Greek'],
    ['הסופה יארה', 'Hebrew'],
    ['तूफ़ान यारा', 'Indic'],
    ['ঝড় ইয়ারা', 'Indic'],
    ['ქარიშხალი იარა', 'Georgian'],
    ['Յարա փոթորիկը', 'Armenian'],
    ['ያራ አውሎ ነፋስ', 'Ethiopic'],
    ['台风雅拉', 'other'],
    ['태풍 야라', 'other'],
    ['12:30', 'other'],
  ])('of «%s» is %s', (text, script) => {
    expect(scriptOf(text)).toBe(script);
  });

  it('compares by sound only where both scripts write it and differ', () => {
    expect([areHeard('Latin', 'Greek'), areHeard('Latin', 'Latin')]).toEqual([true, false]);
    expect(areHeard('Latin', 'other')).toBe(false);
  });
});
