import { describe, expect, it } from 'vitest';
import { acrossPairs, type ListedText } from '../../../shared/linking/across/across-pairs.ts';
import { type AcrossEnd, decideAcross } from '../../../shared/linking/across/decide-across.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aReport, aStory } from '../../builders/a-story.ts';
import { aUrl } from '../../builders/an-article.ts';

const english = {
  language: 'en',
  title: 'Ferry Alcora runs aground off Tarvik with 212 aboard',
  text: 'The ferry Alcora ran aground on rocks near Tarvik early on Monday with 212 people on board. Captain Signe Aldal sent a distress call at 4:15 and lifeboats from Skarhamn and Molvik reached the ship within 40 minutes. Norway and Denmark sent helicopters. The owner, Havlinje, said that all 187 passengers were safe.',
};
const french = {
  language: 'fr',
  title: 'Le ferry Alcora s’échoue au large de Tarvik avec 212 personnes à bord',
  text: 'Le ferry Alcora s’est échoué lundi matin sur des rochers près de Tarvik avec 212 personnes à bord. La capitaine Signe Aldal a lancé un appel de détresse à 4:15 et les canots de Skarhamn et de Molvik ont atteint le navire en 40 minutes. La Norvège et le Danemark ont envoyé des hélicoptères. L’armateur, Havlinje, a déclaré que les 187 passagers étaient sains et saufs.',
};
const spanish = {
  language: 'es',
  title: 'Rescatados los pasajeros del Alcora en Tarvik',
  text: 'La compañía Havlinje investiga por qué el transbordador Alcora encalló frente a Tarvik. La capitana Signe Aldal declaró durante horas ante la policía de Skarhamn, que no descarta un fallo del timón. Los 187 pasajeros ya están en tierra.',
};
const arabic = {
  language: 'ar',
  title: 'جنوح العبّارة «ألكورا» قبالة تارفيك وعلى متنها 212 شخصاً',
  text: 'جنحت العبّارة «ألكورا» فجر الاثنين على صخور قرب تارفيك وعلى متنها 212 شخصاً، بينهم 187 راكباً. وأرسلت الربّانة سيغنه ألدال نداء استغاثة، ووصلت قوارب الإنقاذ من سكارهامن بعد 40 دقيقة، وفق شركة هافلينيه المالكة.',
};
const arabicStrangers = {
  language: 'ar',
  title: 'النرويج والدنمارك توقعان اتفاقاً للصيد',
  text: 'وقّع وزيرا النرويج والدنمارك يوم الاثنين في أوسلو اتفاقاً للصيد يوزّع الحصص على مدى 12 شهراً بعد مفاوضات طويلة.',
};
const strangers = {
  language: 'es',
  title: 'Noruega y Dinamarca firman un acuerdo de pesca',
  text: 'Los ministros de Noruega y de Dinamarca firmaron el lunes en Oslo un acuerdo de pesca que reparte las cuotas del arenque durante tres años, tras meses de negociaciones.',
};

const end = (name: string, text: Pick<AcrossEnd, 'language' | 'title' | 'text'>, hour = '09') => {
  const url = aUrl(`https://${name}.example/a`);
  return { ...text, articleId: articleIdOf(url), url, at: `2026-01-05T${hour}:00:00.000Z` };
};
const linkedAt = '2026-01-05T12:00:00.000Z';
const link = (article: AcrossEnd, other: AcrossEnd) =>
  decideAcross({ article, other, linkedAt }).links;

describe('decideAcross', () => {
  const texts = [english, french, spanish, arabic, arabicStrangers, strangers];
  const ends = texts.flatMap((first, x) =>
    texts.slice(x + 1).map((second, y) => [end(`x${x}`, first), end(`y${x}-${y}`, second, '11')]),
  );

  it('decides the same whichever report is named first, with vectors and without', () => {
    for (const [article, other] of ends)
      for (const cosine of [undefined, 0.1, 0.5, 0.9]) {
        if (article === undefined || other === undefined) throw new Error('a pair has two ends');
        const vector =
          cosine === undefined ? {} : { vector: { model: 'titan-v2', cosine } as const };
        expect(decideAcross({ article: other, other: article, linkedAt, ...vector })).toEqual(
          decideAcross({ article, other, linkedAt, ...vector }),
        );
      }
  });

  it('merges only with vectors, and only what tells one event', () => {
    const merged = ends.filter(([article, other]) => {
      if (article === undefined || other === undefined) return false;
      const without = decideAcross({ article, other, linkedAt });
      expect(without.merges).toBe(false);
      const vector = { model: 'titan-v2', cosine: 1 } as const;
      return decideAcross({ article, other, linkedAt, vector }).merges;
    });
    const ofFerry = [english.title, french.title, spanish.title, arabic.title];
    expect(merged.length).toBeGreaterThan(2);
    for (const [article, other] of merged)
      expect([article?.title, other?.title].every((title) => ofFerry.includes(title ?? ''))).toBe(
        true,
      );
  });

  it('calls a text a translation of the earlier one when names and numbers stay in step', () => {
    const links = link(end('fr', french, '10'), end('en', english, '09'));

    expect(links.map(({ kind, role, articleId }) => [kind, role, articleId])).toEqual([
      ['translation', 'from', end('en', english).articleId],
      ['translation', 'to', end('fr', french).articleId],
    ]);
  });

  it('suggests another report of the event, and says by which names, places and numbers', () => {
    const [first, second] = link(end('en', english), end('es', spanish, '11'));

    expect(first).toMatchObject({ kind: 'suggested', role: 'peer', otherTitle: spanish.title });
    expect(second?.evidence).toEqual(first?.evidence);
    expect(first?.evidence.names).toEqual(expect.arrayContaining(['Alcora', 'Tarvik']));
    expect(first?.evidence.numbers).toContain('187');
    const { weights = {} } = first?.evidence ?? {};
    const sum = Object.values(weights).reduce((all, weight) => all + weight, 0);
    expect(sum).toBeCloseTo(first?.score ?? 0, 1);
  });

  it('says what both have in whole names, and takes neither a number nor grammar for one', () => {
    const [first] = link(end('en', english), end('fr', french));
    const { names = [], terms = [], numbers = [] } = first?.evidence ?? {};
    expect(names).toContain('Signe Aldal');
    expect(names.join(' ')).not.toMatch(/\d|\b(?:The|Le)\b/);
    expect([...names, ...terms].map((name) => name.toLowerCase())).not.toContain('norway');
    expect(numbers).toEqual(expect.arrayContaining(['187', '212']));
  });

  it('writes a day of the year as the earlier report would', () => {
    const dated = (text: typeof english, day: string) => ({
      ...text,
      text: `${text.text} ${day}.`,
    });
    const [first] = link(
      end('en', dated(english, 'It sailed on 3 January')),
      end('fr', dated(french, 'Parti le 3 janvier'), '11'),
    );
    expect(first?.evidence.numbers).toContain('January 3');
  });

  it('links no two texts that share countries and a day', () => {
    expect(link(end('en', english), end('es', strangers))).toEqual([]);
  });

  it('suggests a report in another script by how its names sound', () => {
    const [first] = link(end('en', english), end('ar', arabic, '11'));
    expect(first?.kind).toBe('suggested');
    expect(first?.evidence.names).toEqual(expect.arrayContaining(['Tarvik']));
    expect(first?.evidence.numbers).toEqual(expect.arrayContaining(['212', '187']));
    expect(link(end('en', english), end('ar', arabicStrangers))).toEqual([]);
  });

  it('links no two texts of one language, which stories are for', () => {
    expect(link(end('a', english), end('b', english))).toEqual([]);
  });

  it('is the same whichever of the two comes first', () => {
    expect(link(end('en', english), end('fr', french, '10'))).toEqual(
      link(end('fr', french, '10'), end('en', english)),
    );
  });
});

describe('acrossPairs', () => {
  const listed = (name: string, text: { language: string; title: string; text: string }) =>
    aStory(aReport({ ...text, url: `https://${name}.example/a` })).story;
  const stories: ListedText[] = [
    listed('en', english),
    listed('fr', french),
    listed('es', strangers),
    listed('ar', arabic),
    listed('en2', { ...english, title: 'Tarvik chess club wins its final', text: '' }),
  ];
  const [dam, barrage] = stories;
  const ids = [dam?.storyId, barrage?.storyId].sort();

  it('finds stories of two languages by the names in their entries', () => {
    expect(acrossPairs(stories, () => true)).toContainEqual(ids);
  });

  it('finds them by sound where the script is another', () => {
    const ar = listed('ar', arabic).storyId;
    expect(acrossPairs(stories, (id) => id === ar)).toContainEqual([dam?.storyId, ar].sort());
  });

  it('asks only for the partners of stories that are wanted', () => {
    expect(acrossPairs(stories, (id) => id === dam?.storyId)).toContainEqual(ids);
    expect(acrossPairs(stories, () => false)).toEqual([]);
  });

  it('brings none of two stories together that share places alone', () => {
    const es = stories[2]?.storyId;
    expect(acrossPairs(stories, () => true).flat()).not.toContain(es);
  });
});
