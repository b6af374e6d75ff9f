import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseFeedList } from '../../../shared/config/feed-list.ts';
import { fetchArticleEnv, fetchFeedEnv } from '../../../shared/config/function-env.ts';
import { loadConfig } from '../../../shared/config/load-config.ts';
import { defaultRightsPolicy } from '../../../shared/config/rights-policy.ts';
import { ConfigError } from '../../../shared/errors.ts';

const schema = z.object({
  TABLE: z.string().min(1),
  TIMEOUT_MS: z.coerce.number().int().positive(),
});

describe('reading the environment of a function', () => {
  it('gives typed values', () => {
    expect(loadConfig(schema, { TABLE: 'articles', TIMEOUT_MS: '500', HOME: '/' })).toEqual({
      TABLE: 'articles',
      TIMEOUT_MS: 500,
    });
  });

  it('names every variable that is missing or wrong', () => {
    const load = () => loadConfig(schema, { TIMEOUT_MS: 'soon' });

    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/TABLE/);
    expect(load).toThrow(/TIMEOUT_MS/);
  });
});

describe('what a stage says of robots and rights', () => {
  const politeness = z.object({
    OBEY_ROBOTS_FOR_FEEDS: fetchFeedEnv.shape.OBEY_ROBOTS_FOR_FEEDS,
    RIGHTS_POLICY: fetchArticleEnv.shape.RIGHTS_POLICY,
  });

  it('is heard, and is the default where it says nothing', () => {
    expect(loadConfig(politeness, {})).toEqual({
      OBEY_ROBOTS_FOR_FEEDS: false,
      RIGHTS_POLICY: defaultRightsPolicy,
    });
    expect(
      loadConfig(politeness, { OBEY_ROBOTS_FOR_FEEDS: 'true', RIGHTS_POLICY: 'noai=nothing' }),
    ).toEqual({
      OBEY_ROBOTS_FOR_FEEDS: true,
      RIGHTS_POLICY: { ...defaultRightsPolicy, noai: 'nothing' },
    });
  });

  it.each([
    [{ OBEY_ROBOTS_FOR_FEEDS: '1' }, 'OBEY_ROBOTS_FOR_FEEDS'],
    [
      { RIGHTS_POLICY: 'noai=some' },
      /say noai= and one of nothing, facts, flag[\s\S]*RIGHTS_POLICY/,
    ],
  ])('that is wrong is named: %j', (env, message) => {
    expect(() => loadConfig(politeness, env)).toThrow(message);
  });
});

describe('reading feeds.yaml', () => {
  it('accepts a bare URL, and everything that may be said of a feed', () => {
    const full = {
      ...{ url: 'https://a.example/rss', name: 'A', tags: ['x'], language: 'ar-EG' },
      ...{ obeyRobots: false, everyMinutes: 30 },
    };

    expect(parseFeedList({ feeds: [{ url: 'https://b.example/' }, full] }, 'feeds.yaml')).toEqual([
      { url: 'https://b.example/', tags: [] },
      full,
    ]);
  });

  it.each([
    ['no list', {}, 'feeds'],
    ['a text in place of a list', { feeds: 'https://a.example/' }, 'feeds'],
    ['an entry that is no URL', { feeds: [{ url: 'a.example/rss' }] }, 'feeds[0].url'],
    ['another scheme', { feeds: [{ url: 'file:///etc/passwd' }] }, 'feeds[0].url'],
    ['a password', { feeds: [{ url: 'https://me:pw@a.example/' }] }, 'password'],
    ['a misspelt attribute', { feeds: [{ url: 'https://a.example/', tag: 'x' }] }, '"tag"'],
    ['a word for yes', { feeds: [{ url: 'https://a.example/', obeyRobots: 'yes' }] }, 'obeyRobots'],
    [
      'a pause too short',
      { feeds: [{ url: 'https://a.example/', everyMinutes: 14 }] },
      'everyMinutes',
    ],
    [
      'a pause too long',
      { feeds: [{ url: 'https://a.example/', everyMinutes: 1441 }] },
      'everyMinutes',
    ],
    ['a wrong language', { feeds: [{ url: 'https://a.example/', language: 'Arabic' }] }, 'BCP 47'],
  ])('refuses %s and says where', (_what, content, where) => {
    const parse = () => parseFeedList(content, 'feeds.yaml');

    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow('feeds.yaml');
    expect(parse).toThrow(where);
  });

  it('refuses a feed that is listed twice', () => {
    const feeds = [{ url: 'https://a.example/' }, { url: 'https://a.example/' }];

    expect(() => parseFeedList({ feeds }, 'feeds.yaml')).toThrow(
      'listed twice: https://a.example/',
    );
  });
});
