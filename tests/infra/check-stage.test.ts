import { expect, it } from 'vitest';
import { checkStage } from '../../infra/check-stage.ts';
import { findStage, type Stage, stages } from '../../infra/stages.ts';

const everything: Stage = {
  ...stages.prod,
  readers: ['444455556666'],
  concurrency: { feeds: 4, links: 2 },
  alarmEmail: 'desk@news.example',
  obeyRobotsForFeeds: true,
  rights: { tdm: 'nothing' },
  revisits: { always: [24], lively: [] },
  linkersPerLanguage: 5,
  followRelated: { perDay: 100 },
  embedder: { model: 'titan-v2', dimensions: 512, region: 'eu-west-1' },
  websub: { reservedConcurrency: 5 },
  viewer: true,
  exports: true,
};

it('takes the stages that ship, and one that says all that can be said', () => {
  for (const name of Object.keys(stages)) expect(findStage(name).name).toBe(name);
  expect(checkStage('prod', everything)).toEqual(everything);
});

it.each([
  ['a misspelt property', { alarmMail: 'desk@news.example' }, 'alarmMail'],
  ['a misspelt part', { rights: { tmd: 'facts' } }, 'tmd'],
  ['a queue that there is not', { concurrency: { feed: 4 } }, 'feed'],
  ['an address that is none', { alarmEmail: 'the desk' }, 'alarmEmail'],
  ['a retention that CloudWatch does not know', { logRetentionDays: 13 }, 'logRetentionDays'],
  ['days below one', { replacedPagesDays: 0 }, 'replacedPagesDays'],
  ['a brake below one', { maxWriteUnits: -5 }, 'maxWriteUnits'],
  ['half a unit', { maxWriteUnits: 1.5 }, 'maxWriteUnits'],
  ['a budget of nothing', { budgets: { dailyDollars: 0 } }, 'dailyDollars'],
  ['no budget', { budgets: undefined }, 'budgets'],
  ['a contact that is no page', { contactUrl: 'newsloom' }, 'contactUrl'],
  ['an answer that there is not', { rights: { tdm: 'sometimes' } }, 'tdm'],
  ['a word for ages', { revisits: 'always' }, "say 'never', or { always"],
  ['ages below an hour', { revisits: { always: [-1], lively: [] } }, 'revisits'],
  ['no linker', { linkersPerLanguage: 0 }, 'linkersPerLanguage'],
  ['no calls at once', { websub: { reservedConcurrency: 0 } }, 'reservedConcurrency'],
  ['a model that there is not', { embedder: { model: 'titan' } }, 'model'],
  ['another name than its key', { name: 'dve' }, 'say dev'],
])('refuses %s, and says where', (_what, wrong, where) => {
  const check = () => checkStage('dev', { ...stages.dev, ...wrong });

  expect(check).toThrow('stage dev in infra/stages.ts');
  expect(check).toThrow(where);
});

it('names the stages that there are to who asks for another', () => {
  expect(() => findStage('production')).toThrow(
    'no stage production in infra/stages.ts; there is: dev, prod',
  );
});
