import { describe, expect, it } from 'vitest';
import { decideStory } from '../../../shared/linking/decide/decide-story.ts';
import { signatureOf } from '../../../shared/linking/likeness/signature.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aReport, aStory } from '../../builders/a-story.ts';
import { aUrl } from '../../builders/an-article.ts';

/** A report, another of the same event, and one of another event. */
const reports: Readonly<Record<string, readonly [string, string, string]>> = {
  am: [
    'በባህር ዳር አዲስ ድልድይ ተመረቀ. ከንቲባው ጎሹ እንዳላማው ድልድዩ በ212 ሚሊዮን ብር ተሠራ',
    'የባህር ዳር ድልድይ ተመረቀ. ከንቲባው ጎሹ እንዳላማው 212 ሚሊዮን ብር ወጪ ሆነ',
    'በአዲስ አበባ የቡና ዋጋ ጨመረ. ነጋዴዎች ምርት ቀንሷል ይላሉ',
  ],
  ka: [
    'ქუთაისში ახალი ხიდი გაიხსნა. მერმა დავით ერემეიშვილმა თქვა, რომ ხიდი 212 მილიონი დაჯდა',
    'ქუთაისში ხიდი გაიხსნა, რომელიც 212 მილიონი დაჯდა. მერი დავით ერემეიშვილი კმაყოფილია',
    'თბილისში ყავის ფასი გაიზარდა. ვაჭრები მოსავალს უჩივიან',
  ],
  yo: [
    'Gómìnà Sànwó-Olú ṣí afárá tuntun ní Ìkòròdú. Afárá náà ná ìjọba ní 212 mílíọ̀nù náírà',
    'Afárá Ìkòròdú tí Gómìnà Sànwó-Olú ṣí ná wọn ní 212 mílíọ̀nù náírà',
    'Owó kọfí ti lọ sókè ní Ìbàdàn. Àwọn oníṣòwò sọ pé ìkórè kò pọ̀',
  ],
};

describe('a language without resources', () => {
  const textOf = (language: string, report: string) => {
    const [title = '', ...text] = report.split('. ');
    return { language, title, text: text.join('. ') };
  };
  const at = '2026-01-05T09:00:00.000Z';

  it.each(Object.entries(reports))(
    'links the reports of one event in %s, and no other',
    (language, texts) => {
      const [first, second, other] = texts.map((text) => textOf(language, text));
      if (first === undefined || second === undefined || other === undefined) throw new Error();
      const story = aStory(aReport({ ...first, url: 'https://one.example/a' }));
      const decide = (text: typeof first) =>
        decideStory(
          {
            ...{ articleId: articleIdOf(aUrl('https://two.example/b')), at, kind: 'article' },
            signature: signatureOf(text),
          },
          [story],
          { crowd: 0, damping: new Map() },
        );

      expect(decide(second).kind).toBe('join');
      expect(decide(other).kind).toBe('found');
    },
  );
});
