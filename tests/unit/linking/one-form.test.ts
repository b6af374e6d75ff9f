import { describe, expect, it } from 'vitest';
import { linkMembers } from '../../../shared/linking/decide/decide-links.ts';
import { areOfOneForm } from '../../../shared/linking/decide/one-form.ts';
import { vectorOf } from '../../../shared/linking/likeness/signature.ts';
import type { ArticleId, StoryId } from '../../../shared/model/ids.ts';

const call = (king: string, country: string) => ({
  language: 'en',
  title: `Prime minister receives a call from ${country}`,
  text: `The prime minister received a telephone call today from ${king}, who condemned the attack on the mosque at Dunmore, gave his condolences to the families of those who were killed, and wished the injured a speedy recovery. The prime minister thanked him and said that the guilty would be found. ${country} will send doctors.`,
});
const jordan = call('King Abdullah', 'Jordan');
const bahrain = call('King Hamad', 'Bahrain');

describe('two reports that are worded alike', () => {
  it('are by one form where each headline names a country that the other text never mentions', () => {
    expect(areOfOneForm(jordan, bahrain)).toBe(true);
    expect(areOfOneForm(bahrain, jordan)).toBe(true);
  });

  it('are not where one headline names none, or the other text tells of it too', () => {
    expect(areOfOneForm(jordan, { ...bahrain, title: 'A call is received' })).toBe(false);
    const both = { ...bahrain, text: `${bahrain.text} Jordan had called before.` };
    expect(areOfOneForm(jordan, both)).toBe(false);
    expect(areOfOneForm(jordan, jordan)).toBe(false);
  });

  it('are linked as reports of one story, and as a copy where they tell of one call', () => {
    const end = (text: typeof jordan, name: string, at: string) => ({
      ...{ ...text, vector: vectorOf(text), places: [], url: `https://${name}.example/`, at },
      articleId: name as ArticleId,
    });
    const first = end(jordan, 'a1', '2026-01-05T09:00:00.000Z');
    const kindBeside = (text: typeof jordan) =>
      linkMembers({
        ...{ article: end(text, 'a2', '2026-01-05T10:00:00.000Z'), other: first, maybeCopy: true },
        ...{ storyId: 's1' as StoryId, linkedAt: '2026-01-05T10:00:01.000Z' },
      }).map(({ kind }) => kind);
    expect(kindBeside(bahrain)).toEqual(['same-story', 'same-story']);
    expect(kindBeside({ ...jordan, title: 'Jordan calls' })).toEqual(['copy', 'copy']);
  });
});
