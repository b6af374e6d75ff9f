import { describe, expect, it } from 'vitest';
import {
  decideRights,
  recordWithoutText,
  signalsOf,
  withoutText,
  withReservation,
} from '../../../shared/article/rights.ts';
import { rightsPolicy, rightsPolicyText } from '../../../shared/config/rights-policy.ts';
import type { RightsSignals } from '../../../shared/model/article.ts';
import type { RightsPolicy } from '../../../shared/model/rights.ts';
import { anArticle, anExtraction, aUrl } from '../../builders/an-article.ts';

const now = '2026-01-05T10:00:00.000Z';
const policyOf = (text: string): RightsPolicy => rightsPolicy.parse(text);
const rights = (overrides: Partial<RightsSignals> = {}): RightsSignals => ({
  robots: [],
  ...overrides,
});

describe('the signals of a page', () => {
  it.each([
    [{}, []],
    [{ robots: ['all', 'max-snippet:0', 'nofollow'] }, []],
    [{ robots: ['none'] }, ['noindex']],
    [{ robots: ['nocache'] }, ['noarchive']],
    [{ robots: ['noml'] }, ['noai']],
    [
      { robots: ['noai', 'noarchive', 'noimageai', 'noindex'] },
      ['noindex', 'noarchive', 'noai', 'noimageai'],
    ],
    [{ tdmReserved: true }, ['tdm']],
    [{ tdmReserved: false }, []],
    [{ unavailableAfter: '2026-01-05T10:00:00.000Z' }, ['noindex']],
    [{ unavailableAfter: '2026-01-05T10:00:00.001Z' }, []],
  ])('%j are %j', (said, signals) => expect(signalsOf(rights(said), now)).toEqual(signals));
});

describe('what is done with a page', () => {
  it.each([
    ['', {}, 'flag', []],
    ['', { robots: ['noindex', 'noai'] }, 'flag', ['noindex', 'noai']],
    ['', { tdmReserved: true, robots: ['noai'] }, 'facts', ['tdm']],
    ['noai=nothing', { tdmReserved: true, robots: ['noai'] }, 'nothing', ['noai']],
    [
      'noai=nothing,tdm=nothing',
      { tdmReserved: true, robots: ['noai'] },
      'nothing',
      ['noai', 'tdm'],
    ],
    ['tdm=flag', { tdmReserved: true }, 'flag', ['tdm']],
    ['noindex=facts', { unavailableAfter: '2025-01-01T00:00:00.000Z' }, 'facts', ['noindex']],
    ['noindex=nothing', { robots: ['noarchive'] }, 'flag', ['noarchive']],
  ])('under «%s» to %j is %s, for the sake of %j', (policy, said, answer, signals) =>
    expect(decideRights(rights(said), { policy: policyOf(policy), now })).toEqual({
      answer,
      signals,
    }),
  );

  it('is for the stricter of page and site', () => {
    const policy = 'https://news.example/tdm.json';
    expect(withReservation(rights(), undefined)).toEqual({ robots: [] });
    expect(withReservation(rights(), { reserved: true, policy })).toEqual({
      ...{ robots: [], tdmReserved: true, tdmPolicy: policy },
    });
    expect(withReservation(rights({ tdmReserved: true }), { reserved: false })).toMatchObject({
      tdmReserved: true,
    });
    expect(withReservation(rights({ tdmReserved: false }), { reserved: true })).toMatchObject({
      tdmReserved: true,
    });
  });
});

describe('an article without its text', () => {
  const related = [{ url: aUrl('https://news.example/b'), title: 'Trams', teaser: 'The line …' }];
  const secret = 'The bridge reopened on Monday.';

  it('has its facts and none of its sentences', () => {
    const kept = withoutText(anExtraction({ text: secret, correction: secret, related }), ['tdm']);

    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(kept).toMatchObject({ title: 'Bridge reopens', wordCount: 5, text: '', blocks: [] });
    expect(kept.related).toEqual([{ url: 'https://news.example/b', title: 'Trams' }]);
    expect(kept.rights).toEqual({ robots: [], withheld: ['tdm'] });
  });

  it('has no raw page either', () => {
    const kept = recordWithoutText(anArticle({ lead: secret, correction: secret, related }), [
      'noai',
    ]);

    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(kept).not.toHaveProperty('rawKey');
    expect(kept.rights.withheld).toEqual(['noai']);
  });
});

describe('a policy in the environment', () => {
  it('has the default answers to what it does not name', () => {
    expect(policyOf(' noai = facts , ')).toEqual({ ...policyOf(''), noai: 'facts' });
    expect(policyOf('')).toMatchObject({ tdm: 'facts', noindex: 'flag' });
  });

  it('is read as a stage gave it', () => {
    expect(policyOf(rightsPolicyText({ tdm: 'nothing' }))).toEqual(policyOf('tdm=nothing'));
    expect(policyOf(rightsPolicyText())).toEqual(policyOf(''));
  });

  it.each([
    ['noia=facts', 'no signal noia; there is: noindex, noarchive, noai, noimageai, tdm'],
    ['noai=text', 'noai=text: say noai= and one of nothing, facts, flag'],
    ['noai', 'noai: say noai= and one of nothing, facts, flag'],
    ['noai=facts=flag', 'noai=facts=flag: say noai='],
    ['constructor=flag', 'no signal constructor'],
  ])('that is wrong says how: %s', (text, message) => {
    expect(rightsPolicy.safeParse(text).error?.issues[0]?.message).toContain(message);
  });
});
