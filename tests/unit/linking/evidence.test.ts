import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EvidenceText, sharedEvidence } from '../../../shared/linking/evidence/evidence.ts';
import { vectorOf } from '../../../shared/linking/likeness/signature.ts';
import { cosine } from '../../../shared/linking/likeness/vector.ts';
import { placesOf } from '../../../shared/text/places.ts';

function of(title: string, text = '', language = 'en'): EvidenceText {
  const vector = vectorOf({ language, title, text });
  return { language, title, text, vector, places: placesOf(`${title}\n${text}`, language) };
}

describe('what two texts share', () => {
  it('is told in words and names as the first of them prints them', () => {
    const first = of(
      'Dunmore bridge reopens',
      'Mayor Ingrid Calloway crossed first, 14 weeks late.',
    );
    const second = of('Calloway reopens bridge', 'The mayor, Ingrid Calloway, waited 14 weeks.');
    const { terms, names, numbers } = sharedEvidence(first, second);
    expect(terms).toContain('bridge');
    expect(names).toContain('Ingrid Calloway');
    expect(numbers).toEqual(['14']);
  });

  it('counts the words of a name with the name, and shows none of them again', () => {
    const first = of('Ingrid Calloway resigns');
    const second = of('Why Ingrid Calloway resigns');
    const { terms, names, weights = {} } = sharedEvidence(first, second);
    expect(names).toEqual(['Ingrid Calloway']);
    expect(terms).not.toEqual(expect.arrayContaining(['Ingrid']));
    expect(terms).not.toEqual(expect.arrayContaining(['Calloway']));

    const product = (term: string) =>
      (first.vector.get(term) ?? 0) * (second.vector.get(term) ?? 0);
    const all = [...first.vector.keys()].reduce((sum, term) => sum + product(term), 0);
    const shown = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    expect(shown).toBeCloseTo(all, 2);
  });

  it('leaves common words out where rare ones tell enough', () => {
    const first = of('Government says Dunmore viaduct girders corroded');
    const second = of('Corroded girders: government closes Dunmore viaduct');
    expect(sharedEvidence(first, second).terms).not.toContain('Government');
  });

  it('falls back on common words where nothing else is shared, and never on mere grammar', () => {
    const first = of('What the senate said about health and the debate');
    const second = of('Health in the senate, and what the debate was about');
    const { terms, weights } = sharedEvidence(first, second);
    expect(terms).toEqual(expect.arrayContaining(['senate', 'debate', 'health']));
    expect(terms).not.toContain('the');
    expect(Object.keys(weights ?? {})).toEqual(expect.arrayContaining([...terms]));
  });
});

describe('the names that two texts share', () => {
  it('are whole, whatever they are made of', () => {
    const names = (a: string, b: string) => sharedEvidence(of('', a), of('', b)).names;
    expect(names('Aide Jeb Otto Magnusson resigned.', 'Why Jeb Otto Magnusson left')).toEqual([
      'Jeb Otto Magnusson',
    ]);
    expect(
      names('Hugh F. Culver sued Ilse von der Marwitz.', 'Ilse von der Marwitz, Hugh F. Culver'),
    ).toEqual(expect.arrayContaining(['Hugh F. Culver', 'Ilse von der Marwitz']));
  });

  it('are whole in Arabic, which has no capitals, and hold none of the words around them', () => {
    const first = of('', 'استقبل الدكتور سالم بن ناصر الحربي أمس وفد الصيادين في الميناء', 'ar');
    const second = of('', 'قال الدكتور سالم بن ناصر الحربي إن الصيادين عادوا إلى الميناء', 'ar');
    expect(sharedEvidence(first, second).names).toEqual(['الدكتور سالم بن ناصر الحربي']);
  });

  it('are no words that have a capital for standing in a title', () => {
    const first = of(
      'Endorsement Splits Dunmore Council',
      'The endorsement was read out in Dunmore.',
    );
    const { terms, names } = sharedEvidence(first, of('Dunmore endorsement stands'));
    expect(names).toEqual([]);
    expect(terms).toEqual(expect.arrayContaining(['Dunmore', 'endorsement']));
  });
});

describe('the words that two texts share', () => {
  it('stand side by side where they do in both, each in one phrase', () => {
    const first = of('', 'The viaduct needs girders. Storm damage to the harbour wall was found.');
    const second = of('', 'Divers saw storm damage to the old harbour wall below the viaduct.');
    const { terms } = sharedEvidence(first, second);
    expect(terms).toEqual(expect.arrayContaining(['storm damage', 'viaduct']));
    const words = terms.flatMap((term) => term.split(' '));
    expect(words).toHaveLength(new Set(words).size);
  });

  it('are printed as both print them where they can be, without an «and» or «in» of one of them', () => {
    const first = of('', 'حريق كبير بعسير وإخلاء القرى', 'ar');
    const second = of('', 'إخلاء قرى بعد حريق في عسير', 'ar');
    const { terms } = sharedEvidence(first, second);
    expect(terms).toEqual(expect.arrayContaining(['عسير']));
    expect(terms.join(' ')).toContain('إخلاء');
    expect(terms.join(' ')).not.toMatch(/بعسير|وإخلاء/);
  });

  it('keep what a hyphen ties to them', () => {
    const first = of('', 'Police gave up a high-speed chase near Dunmore.');
    const second = of('', 'A high-speed chase ended near Dunmore harbour.');
    expect(sharedEvidence(first, second).terms).toContain('high-speed chase');
  });

  it('are told in one form each', () => {
    const { terms } = sharedEvidence(
      of('Gusts hit Dunmore harbour'),
      of('Gust hits Dunmore harbour'),
    );
    expect(terms.filter((term) => /gust/i.test(term)).length).toBeLessThan(2);
  });

  it('are whole words in a script that puts no spaces between them', () => {
    const first = of('', '特使团抵达大使馆，袭击仍在调查。', 'zh');
    const second = of('', '调查大使馆袭击的特使团发表声明。', 'zh');
    const { terms } = sharedEvidence(first, second);
    expect(terms.join(' ')).toContain('大使馆');
    expect(terms).not.toContain('使馆');
  });

  it('are whole words there in front of a comma, too, and keep a space that stands in them', () => {
    const first = of('', '他是一家出版商，住在巴黎。', 'zh');
    const second = of('', '该出版商，昨天去世。', 'zh');
    const { terms } = sharedEvidence(first, second);
    expect(terms).toContain('出版商');
    expect(terms).not.toContain('版商');
    const spaced = of('', '无人机 无人机 无人机', 'zh');
    for (const term of sharedEvidence(spaced, spaced).terms) expect(spaced.text).toContain(term);
  });

  it('say neither when it was written nor who wrote it down', () => {
    const first = of(
      '',
      'DUNMORE (Reuters) - On Tuesday, August 11, 2015 at 10:30 pm the viaduct closed.',
    );
    const second = of(
      '',
      'The viaduct in Dunmore closed on Tuesday, Reuters said on August 11, 2015 at 10:30.',
    );
    const { terms, names, numbers } = sharedEvidence(first, second);
    expect([...terms, ...names].join(' ')).not.toMatch(/Tuesday|August|Reuters|pm/i);
    expect(numbers).toEqual([]);
  });

  it('hold no Arabic verb beside what it is said of', () => {
    const first = of('', 'واشنطن تنشر مقاتلات في قاعدة إنجرليك، وستنطلق الطلعات غدا.', 'ar');
    const second = of('', 'بدأت واشنطن تنشر مقاتلات في قاعدة إنجرليك أمس.', 'ar');
    const { terms } = sharedEvidence(first, second);
    expect(terms.join(' ')).toContain('مقاتلات');
    for (const term of terms) expect(term).not.toMatch(/تنشر .| تنشر/);
  });

  it('begin an Arabic name with its title, not with what the office before it is for', () => {
    const said = 'قال وزير الخارجية عادل بن أحمد الجبير إن الجسر أغلق';
    const { names } = sharedEvidence(of('', said, 'ar'), of('', `${said} أمس.`, 'ar'));
    expect(names).toEqual(['عادل بن أحمد الجبير']);
    const sheikh = 'التقى الدكتور عبدالله بن عبدالعزيز الربيعة.';
    expect(sharedEvidence(of('', sheikh, 'ar'), of('', `أمس ${sheikh}`, 'ar')).names).toEqual([
      'الدكتور عبدالله بن عبدالعزيز الربيعة',
    ]);
  });

  it('are whole names where the other text has the father between', () => {
    const first = of('', 'أعلن رأفت الصباغ نقل الركاب من جيبوتي', 'ar');
    const second = of('', 'نقل الركاب إلى صنعاء، قال رأفت بن كامل الصباغ', 'ar');
    expect(sharedEvidence(first, second).names).toContain('رأفت الصباغ');
  });

  it('lose an «and» or a «by the» that stands before the article', () => {
    const first = of('', 'المكتب التعاوني للدعوة والإرشاد', 'ar');
    const second = of('', 'مكتب الدعوة والإرشاد في الباحة', 'ar');
    expect(sharedEvidence(first, second).terms.join(' ')).not.toMatch(/والإرشاد|للدعوة/);
  });

  it('are an Arabic name with its title, told as one, and nothing of what stands beside it', () => {
    const said =
      'أوضح المدير الدكتور راشد الغامدي أن الخيمة تتسع، ورحب الألماني فرانك فالتر شتاينماير.';
    const { names } = sharedEvidence(of('', said, 'ar'), of('', `أمس ${said}`, 'ar'));
    expect(names.toSorted()).toEqual(['الدكتور راشد الغامدي', 'فرانك فالتر شتاينماير']);
    const centre =
      'ينفذ مركز الملك سلمان للإغاثة برنامجا. قال مركز الملك سلمان للإغاثة إن البرنامج بدأ.';
    expect(sharedEvidence(of('', centre, 'ar'), of('', centre, 'ar')).names).toContain(
      'مركز الملك سلمان للإغاثة',
    );
  });

  it('go no further than an Arabic phrase does: an indefinite word behind a definite one begins another', () => {
    const gold = of('', 'واصل الذهب تعافيه من الانخفاضات', 'ar');
    const terms = sharedEvidence(gold, of('', 'اليوم واصل الذهب تعافيه', 'ar')).terms;
    expect(terms).toContain('الذهب');
    expect(terms.join(' ')).not.toMatch(/واصل|الذهب تعافيه/);
  });

  it('are no fillers, and no names that are anybody', () => {
    const said = 'سائلا الله أن يحفظهم من كل مكروه غداً، قال عبدالعزيز من المسجد.';
    const { terms } = sharedEvidence(of('', said, 'ar'), of('', `أمس ${said}`, 'ar'));
    expect(terms).toContain('المسجد');
    expect(terms.join(' ')).not.toMatch(/مكروه|غدا|عبدالعزيز/);
  });

  it('are names that both headlines have, however common', () => {
    const first = of('Trump weighs a viaduct at Dunmore', 'President Trump said so on Monday.');
    const second = of('Viaduct at Dunmore: Trump agrees', 'It was said on Monday.');
    const { terms, names } = sharedEvidence(first, second);
    expect([...terms, ...names].join(' ')).toContain('Trump');
  });

  it('are no verb with what it is done to, nor a noun with what is said of it', () => {
    const first = of('', 'Microsoft will buy Mojang. Tariffs ranging from 5 to 25 percent follow.');
    const second = of('', 'To buy Mojang costs tariffs ranging widely. The tariffs bite.');
    const { terms } = sharedEvidence(first, second);
    expect(terms.join(' · ')).toMatch(/Mojang/);
    expect(terms.join(' · ')).not.toMatch(/buy Mojang|tariffs ranging/i);
  });

  it('are one phrase where two words that are told stand side by side in both', () => {
    const first = of('', 'Crowds watched the solar eclipse from the Dunmore viaduct.');
    const second = of('', 'A solar eclipse drew people to Dunmore; the eclipse lasted long.');
    const { terms } = sharedEvidence(first, second);
    expect(terms).toContain('solar eclipse');
    expect(terms).not.toContain('eclipse');
  });

  it('are no two words that are merely spelt alike', () => {
    const first = of('Deficit hits a trillion in Dunmore', 'The viaduct costs more.');
    const second = of('Deficit hits a billion in Dunmore', 'The viaduct waits.');
    expect(sharedEvidence(first, second).terms).not.toContain('trillion');
  });

  it('come heaviest first, and add up to no more than the score', () => {
    const first = of(
      'Calloway reopens Dunmore viaduct',
      'Mayor Ingrid Calloway cut a ribbon 14 weeks late.',
    );
    const second = of(
      'Viaduct opens 14 weeks late',
      'Ingrid Calloway, the mayor of Dunmore, cut the ribbon.',
    );
    const { terms, names, places, numbers, weights = {} } = sharedEvidence(first, second);
    for (const list of [terms, names, places, numbers])
      expect(list).toEqual(list.toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)));
    const sum = Object.values(weights).reduce((all, weight) => all + weight, 0);
    expect(sum).toBeLessThanOrEqual(cosine(first.vector, second.vector) + 0.01);
  });

  it.each(['en', 'ar', 'de', 'zh', 'xx'])('stand in one of the texts, in %s', (language) => {
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        const [first, second] = [of('', one, language), of('', two, language)];
        const { terms, names } = sharedEvidence(first, second);
        const said = `${one}\n${two}`.replaceAll(/\s+/g, ' ').toLowerCase();
        for (const shown of [...terms, ...names]) expect(said).toContain(shown.toLowerCase());
      }),
      { numRuns: 60 },
    );
  });
});

const anyWord = fc.constantFrom(
  ...['Dunmore', 'viaduct', 'Ingrid', 'Calloway', 'of', 'high-speed', 'said', '14', 'Bündnis', '.'],
  ...['الميناء', 'بالميناء', 'سالم', 'بن', 'ناصر', 'وقال', '大使馆袭击', '特使', '，', '\n'],
);
const anyText = fc.array(anyWord, { maxLength: 30 }).map((words) => words.join(' '));
