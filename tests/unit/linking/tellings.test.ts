import { describe, expect, it } from 'vitest';
import { decideStory } from '../../../shared/linking/decide/decide-story.ts';
import { addReport } from '../../../shared/linking/story/grow-story.ts';
import { mergeStates } from '../../../shared/linking/story/merge-states.ts';
import { tellingsOf, toldIn } from '../../../shared/linking/story/story-state.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

const english = aReport({
  ...{ url: 'https://one.example/1', title: 'Ferry Alcora runs aground off Tarvik' },
  text: 'The ferry Alcora ran aground on rocks off Tarvik on Monday.',
});
const spanish = aReport({
  ...{ url: 'https://two.example/2', language: 'es', at: '2026-01-05T10:00:00.000Z' },
  title: 'El transbordador Alcora encalla frente a Tarvik',
  text: 'El transbordador Alcora encalló el lunes en unas rocas frente a Tarvik.',
});
const moreSpanish = aReport({
  ...{ url: 'https://three.example/3', language: 'es', at: '2026-01-05T11:00:00.000Z' },
  title: 'El transbordador Alcora sigue encallado en Tarvik',
  text: 'El transbordador Alcora sigue encallado en las rocas frente a Tarvik.',
});
const stream = { crowd: 5, damping: new Map() };
const merged = mergeStates(aStory(english), aStory(spanish));

describe('a story that is told in two languages', () => {
  it('keeps the words of each apart, and its headline and key terms in its own', () => {
    expect([...tellingsOf(merged.profile)].map(([of, { reports }]) => [of, reports])).toEqual([
      ['en', 1],
      ['es', 1],
    ]);
    expect(merged.profile.sum).toEqual(aStory(english).profile.sum);
    expect(toldIn(merged, 'es')?.profile.sum).toEqual(aStory(spanish).profile.sum);
    expect(toldIn(merged, 'fr')).toBeUndefined();
    const { headline, terms, languages } = merged.story;
    expect({ headline, terms }).toEqual({
      headline: english.title,
      terms: aStory(english).story.terms,
    });
    expect(languages).toEqual(['en', 'es']);
  });

  it('is as near to a report of either language as the story of that language was', () => {
    const alone = decideStory(moreSpanish, [aStory(spanish)], stream);
    const found = decideStory(moreSpanish, [merged], stream);
    expect(alone.kind).toBe('join');
    expect(found).toMatchObject({ kind: 'join', state: merged });
    expect('score' in found && 'score' in alone && found.score).toBeCloseTo(
      'score' in alone ? alone.score : Number.NaN,
      2,
    );
  });

  it('grows by a report in the words of its language alone', () => {
    const grown = addReport(merged, moreSpanish);
    expect(grown.profile.sum).toEqual(merged.profile.sum);
    expect(tellingsOf(grown.profile).get('es')?.reports).toBe(2);
    expect(grown.story).toMatchObject({ headline: english.title, articleCount: 3 });
    expect(addReport(grown, moreSpanish)).toBe(grown);
  });

  it('is filed anew under the words of each language when it goes on', () => {
    const later = { ...moreSpanish, at: '2026-01-09T10:00:00.000Z' };
    const { posted } = addReport(merged, later).profile;
    const languages = new Set(posted.terms.map((term) => term.slice(0, term.indexOf('#'))));
    expect(languages).toEqual(new Set(['en', 'es']));
  });

  it('is merged again without mixing, whichever way round', () => {
    const other = aReport({ ...english, url: 'https://four.example/4', text: 'The ferry Alcora.' });
    for (const all of [mergeStates(merged, aStory(other)), mergeStates(aStory(other), merged)]) {
      const told = [...tellingsOf(all.profile)].map(([of, { reports }]) => [of, reports]);
      expect(told).toEqual([
        ['en', 2],
        ['es', 1],
      ]);
    }
  });
});
