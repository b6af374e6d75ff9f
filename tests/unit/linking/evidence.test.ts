import { describe, expect, it } from 'vitest';
import { type EvidenceText, sharedEvidence } from '../../../shared/linking/evidence.ts';
import { vectorOf } from '../../../shared/linking/signature.ts';
import { placesOf } from '../../../shared/text/places.ts';

function of(title: string, text = ''): EvidenceText {
  const language = 'en';
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
