import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vectorOf } from '../../../shared/linking/likeness/signature.ts';
import { keyPhrases, keyTerms } from '../../../shared/linking/story/key-terms.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

/** What a report of this title and lead says that its story is about. */
function phrasesOf(language: string, title: string, lead: string): string[] {
  const sum = vectorOf({ language, title, text: lead });
  return keyPhrases(`${title}\n${lead}`, { language, sum });
}

const storm = [
  'Storm Yara cuts power to 48,000 homes on the north coast',
  'Some 48,000 homes lost power on Thursday as Storm Yara reached the north coast of Velmora, Reuters reported.',
] as const;

describe('what a report is about', () => {
  it('is told in whole names', () => {
    expect(phrasesOf('en', ...storm)).toContain('Storm Yara');
    const lead = 'The union of Ursula von der Leyen met in Brussels to talk about herring.';
    expect(phrasesOf('en', 'Herring talks open', lead)).toContain('Ursula von der Leyen');
  });

  it('is told in phrases that come back', () => {
    expect(phrasesOf('en', ...storm)).toContain('north coast');
    const lead = 'ضرب زلزال بقوة 5.8 درجات وادي السرو فجر الجمعة وأوقع 14 جريحاً.';
    expect(phrasesOf('ar', 'زلزال يهز وادي السرو', lead)).toContain('وادي السرو');
  });

  it('is told in whole numbers that count something', () => {
    expect(phrasesOf('en', ...storm)).toContain('48,000');
    const lead = 'أوقع الزلزال ٢١٢ جريحاً يوم 7 مايو 2015.';
    expect(phrasesOf('ar', 'زلزال', lead).filter((phrase) => /\p{N}/u.test(phrase))).toEqual([
      '212',
    ]);
  });

  it('is not told in days, agencies and words of every text', () => {
    const told = phrasesOf('en', ...storm);
    for (const word of ['48', '000', 'Thursday', 'Reuters', 'the', 'of'])
      expect(told).not.toContain(word);
  });

  it('takes no word of a title for a name because it stands in one', () => {
    const lead = 'A report says that a judge was asked to delay a trial over elections.';
    const told = phrasesOf('en', 'Impeachment Report Says Judge Asked To Delay Trial', lead);
    expect(told.filter((phrase) => phrase.includes(' '))).toEqual([]);
  });

  it('is told in whole words where a script has no spaces', () => {
    const lead = '云屏山的老茶农今年用无人机运送秋茶，无人机往返只要几分钟。';
    expect(phrasesOf('zh', '老茶农带着无人机上山', lead)).toContain('无人机');
  });

  it('is told in words that stand in it, whatever it is', () => {
    const words =
      'Storm storms Yara de la Guerra F-16 2026 Monday وادي السرو وزلزال بن نايف Зелёном море 无人机 地震，'.split(
        ' ',
      );
    const text = fc.array(fc.constantFrom(...words, '\u00a0', ',', '“'), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (first, second) => {
        const [title, lead] = [first.join(' '), second.join(' ')];
        const plain = `${title} ${lead}`.replace(/\s+/g, ' ').toLowerCase();
        for (const phrase of phrasesOf('en', title, lead))
          expect(plain).toContain(phrase.toLowerCase());
      }),
      { numRuns: 300 },
    );
  });
});

describe('the key terms of a story', () => {
  const sum = new Map(Object.entries({ storm: 2, yara: 3, 'storm yara': 1, coast: 1, rain: 0.1 }));
  const told = { language: 'en', sum };

  it('are weighed by what the story says now, heaviest first', () => {
    expect(keyTerms(['coast', 'Storm Yara', 'bridge'], told)).toEqual([
      ['Storm Yara', 6],
      ['coast', 1],
    ]);
  });

  it('have each word once, in whatever form', () => {
    expect(keyTerms(['Yara', 'Storm Yara', 'coasts', 'coast'], told)).toEqual([
      ['Storm Yara', 6],
      ['coasts', 1],
    ]);
  });

  it('have three numbers at most', () => {
    const numbers = ['11', '12', '13', '14'];
    const each = new Map(numbers.map((number) => [number, 1]));
    expect(keyTerms(numbers, { language: 'en', sum: each })).toHaveLength(3);
  });

  it('have no more words than an entry of the list holds', () => {
    const words = ['anchor', 'bridge', 'castle', 'dragon', 'engine', 'forest', 'garden'];
    const more = ['harbor', 'island', 'jungle', 'kettle', 'ladder'];
    const all = [...words, ...more];
    const each = new Map(vectorOf({ language: 'en', title: all.join(' '), text: '' }));
    expect(keyTerms(all, { language: 'en', sum: each })).toHaveLength(9);
  });

  it('stay those of earlier reports as long as later ones say so, too', () => {
    const [title, lead] = storm;
    const first = aReport({ title, text: lead, words: `${title}\n${lead}` });
    const later = 'Yara weakens over Velmora, and power returns to homes on the coast';
    const second = aReport({ url: 'https://two.example/2', title: later, words: later });
    expect(aStory(first, second).story.terms.map(([phrase]) => phrase)).toContain('Storm Yara');
  });
});
