import { describe, expect, it } from 'vitest';
import {
  isDefinite,
  isHonorific,
  looksLikeVerb,
} from '../../../shared/linking/evidence/arabic-phrases.ts';

describe('an Arabic word', () => {
  it.each(['تنشر', 'وتتهم', 'ينظم', 'يتلقى', 'ستنطلق', 'سيستمر', 'أعلنت', 'توقّعت', 'استباحت'])(
    'has the form of a verb: %s',
    (word) => expect(looksLikeVerb(word)).toBe(true),
  );

  it.each(
    'تصريف تعاون توسعة تموز تركي تبوك سيارة سياسية يوسف يوليو بيوت تثبيت قرارات رأفت إنفست التطور فيروس وزارة وقت'.split(
      ' ',
    ),
  )('has none: %s', (word) => expect(looksLikeVerb(word)).toBe(false));

  it('has the article behind a particle, too', () => {
    for (const word of ['الوزير', 'والوزير', 'بالوزير', 'للوزير', 'وللوزير'])
      expect(isDefinite(word)).toBe(true);
    for (const word of ['وزير', 'لوزير', 'ألوان', 'الى']) expect(isDefinite(word)).toBe(false);
  });

  it('may stand before a name as its title, unless it says of what', () => {
    for (const word of ['الأمير', 'الدكتور', 'الشيخ']) expect(isHonorific(word)).toBe(true);
    for (const word of ['الملكي', 'الخارجية', 'أمير']) expect(isHonorific(word)).toBe(false);
  });
});
