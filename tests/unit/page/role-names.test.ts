import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rolesOfNames } from '../../../shared/page/role-names.ts';

describe('the roles that class names stand for', () => {
  it.each([
    ['c-shareBar2 js-x', ['share']],
    ['article-tags', ['navigation']],
    ['post-tags__item', ['navigation']],
    ['authorBox photo', ['author', 'caption']],
    ['section-label', ['meta']],
    ['komentarze_lista', ['comments']],
    ['wp-twitter-tweet', ['embed']],
    ['Überblick-related', ['related']],
  ])('%s: %j', (names, roles) => expect(rolesOfNames(names)).toEqual(roles));

  it.each([
    ...['', 'story-text', 'commentary', 'has-comments', 'lg:hidden', 'shared-with', 'x'],
    ...['field field--label-hidden', 'u-overflow-hidden', 'node node--promoted', 'node-sticky'],
    'entry-content is-highlight-shares',
  ])('are none for "%s"', (names) => expect(rolesOfNames(names)).toEqual([]));

  it('are the same whatever stands between words, and in front of them', () => {
    const token = fc.constantFrom(
      'latest-news',
      'photo-credit',
      'sign-up',
      'side-bar',
      'post-tags',
    );
    // `fb-post` is a word of the table.
    const before = fc.stringMatching(/^[b-df-hj-np-tv-z]{2}$/).filter((name) => name !== 'fb');
    const mark = fc.constantFrom('-', '_', '__', '--');
    fc.assert(
      fc.property(token, before, mark, (words, prefix, between) => {
        const written = `${prefix}${between}${words.replace('-', between)}`;
        const camel = words.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());
        expect(rolesOfNames(written)).toEqual(rolesOfNames(words));
        expect(rolesOfNames(`${prefix}${between}${camel}`)).toEqual(rolesOfNames(words));
      }),
    );
  });
});
