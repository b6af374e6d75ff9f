import { describe, expect, it } from 'vitest';
import { entryFingerprint, entryKey, entryKeys } from '../../../shared/feed/entry-identity.ts';
import { entryWith } from './feed-text.ts';

const one = entryWith({ id: 'g1', link: 'https://n.example/1', title: 'One', summary: 'First.' });

describe('entryKeys', () => {
  it('knows an entry again by its guid, whatever else of it changes', () => {
    const edited = { ...one, title: 'One, updated', link: 'https://n.example/one' };
    expect(entryKeys([edited])).toEqual(entryKeys([one]));
  });

  it('goes by the link where there is no guid, tracking apart', () => {
    const plain = entryWith({ link: 'https://n.example/1', title: 'One' });
    const tracked = entryWith({ link: 'https://n.example/1?utm_source=rss', title: 'Uno' });
    expect(entryKeys([plain])).toEqual(entryKeys([tracked]));
  });

  it('goes by the text where there is neither', () => {
    const [a, b] = entryKeys([entryWith({ title: 'A' }), entryWith({ title: 'B' })]);
    expect(a).not.toBe(b);
    expect(entryKeys([entryWith({ title: 'A' })])).toEqual([a]);
  });

  it('lets no guid that all entries share swallow them', () => {
    const shared = [1, 2, 3].map((n) => entryWith({ id: '0', link: `https://n.example/${n}` }));
    expect(new Set(entryKeys(shared)).size).toBe(3);
    const linkless = ['A', 'B'].map((title) => entryWith({ id: '0', title }));
    expect(new Set(entryKeys(linkless)).size).toBe(2);
  });

  it('gives an entry that stands there twice one key', () => {
    const keys = entryKeys([one, { ...one, title: 'One again' }]);
    expect(keys[0]).toBe(keys[1]);
  });

  it('agrees with entryKey, and is short', () => {
    const entries = [one, entryWith({ id: 'g1', link: 'https://n.example/2' }), entryWith({})];
    expect(entries.map((entry) => entryKey(entry, entries))).toEqual(entryKeys(entries));
    for (const key of entryKeys(entries)) expect(key).toMatch(/^[\w-]{8}$/);
  });
});

describe('entryFingerprint', () => {
  const before = entryWith({
    title: 'Ferry halted',
    link: 'https://n.example/ferry',
    updated: '2025-06-03T08:00:00.000Z',
    content:
      '<p>The ferry waits. <a href="#c">12 comments</a></p><img src="https://t.example/1.gif">',
  });

  it.each([
    ['its title', { title: 'Ferry sails' }],
    ['its link', { link: 'https://n.example/ferry-2' }],
    ['its date of change', { updated: '2025-06-03T09:00:00.000Z' }],
    ['its text', { content: '<p>The ferry sails. <a href="#c">12 comments</a></p>' }],
    [
      'a number in its text',
      { content: '<p>The 2 ferries wait. <a href="#c">12 comments</a></p>' },
    ],
  ])('changes with %s', (_what, change) => {
    expect(entryFingerprint({ ...before, ...change })).not.toBe(entryFingerprint(before));
  });

  it.each([
    ['a counter of comments', { content: '<p>The ferry waits. <a href="#c">13 comments</a></p>' }],
    ['a tracking image', { content: `${before.content?.replace('1.gif', '2.gif')}` }],
    ['a tracking parameter', { link: 'https://n.example/ferry?utm_campaign=x' }],
    ['white space and markup', { title: ' Ferry <b>halted</b>' }],
    ['its categories', { categories: [{ term: 'x' }] }],
  ])('does not change with %s', (_what, change) => {
    expect(entryFingerprint({ ...before, ...change })).toBe(entryFingerprint(before));
  });

  it('is of four characters', () => {
    expect(entryFingerprint(before)).toMatch(/^[\w-]{4}$/);
  });
});
