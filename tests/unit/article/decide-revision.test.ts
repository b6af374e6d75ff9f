import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../shared/article/content-hash.ts';
import {
  decideRemoval,
  decideRevision,
  type Sighting,
} from '../../../shared/article/decide-revision.ts';
import type { ExtractedArticle } from '../../../shared/model/article.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { anArticle, anExtraction, aUrl } from '../../builders/an-article.ts';

const aSighting = (extracted: Partial<ExtractedArticle> = {}): Sighting => ({
  articleId: articleIdOf(aUrl()),
  canonicalUrl: aUrl(),
  url: 'https://news.example/a?from=feed',
  site: 'news.example',
  extracted: anExtraction(extracted),
  extractorVersion: 3,
  seenAt: '2026-01-05T12:00:00.000Z',
});

const stored = (extracted: Partial<ExtractedArticle> = {}) => {
  const decision = decideRevision(undefined, aSighting(extracted));
  if (decision.kind !== 'revised') throw new Error('a first sighting is a revision');
  return decision.article;
};

describe('deciding whether a page is a new version of its article', () => {
  it('makes the first sighting revision 1', () => {
    expect(decideRevision(undefined, aSighting())).toMatchObject({
      kind: 'revised',
      article: { revision: 1, state: 'live', url: 'https://news.example/a?from=feed' },
      revision: { kind: 'first', revision: 1, observedAt: '2026-01-05T12:00:00.000Z' },
    });
  });

  it('finds the same page unchanged, white space apart', () => {
    const again = aSighting({ text: 'The bridge   reopened on\nMonday. ' });

    expect(decideRevision(stored(), again)).toEqual({ kind: 'unchanged' });
  });

  it.each([
    ['headline', { title: 'Bridge reopens at last' }],
    ['silent-edit', { text: 'The bridge reopened on Tuesday.' }],
    ['silent-edit', { title: 'Bridge reopens at last', text: 'The bridge reopened on Tuesday.' }],
    ['body', { text: 'The bridge reopened on Tuesday.', modifiedAt: '2026-01-05T13:00:00.000Z' }],
    ['body', { text: 'It reopened. Crowds cross it now.', liveblog: true }],
    ['correction', { text: 'The bridge reopened on Tuesday.', correction: 'It was not Monday.' }],
  ])('tells a change of kind %s', (kind, change) => {
    expect(decideRevision(stored(), aSighting(change))).toMatchObject({
      revision: { kind, revision: 2 },
      article: { revision: 2 },
    });
  });

  it('takes the word of the feed that an article was changed', () => {
    const seen = {
      ...aSighting({ text: 'The bridge reopened on Tuesday.' }),
      feedUpdatedAt: '2026-01-05T13:00:00.000Z',
    };

    expect(decideRevision(stored(), seen)).toMatchObject({ revision: { kind: 'body' } });
  });

  it('says how many words were changed, where the text before is at hand', () => {
    const seen = aSighting({ text: 'The bridge reopened on a rainy Tuesday.' });
    const before = { title: 'Bridge reopens', blocks: anExtraction().blocks };

    expect(decideRevision(stored(), seen, before)).toMatchObject({
      revision: { edit: { inserted: 3, deleted: 1 } },
    });
  });

  it('restores an article that had been removed, even with the same words', () => {
    const removed = decideRemoval(stored(), '2026-01-06T00:00:00.000Z');

    expect(decideRevision(removed?.article, aSighting())).toMatchObject({
      revision: { kind: 'restored', revision: 3 },
      article: { state: 'live' },
    });
  });

  it('keeps the story and the first feed of an article when it changes', () => {
    const storyId = storyIdOf(articleIdOf(aUrl()));
    const current = anArticle({ storyId, linkedRevision: 1 });

    expect(decideRevision(current, aSighting())).toMatchObject({
      article: { storyId, linkedRevision: 1 },
    });
  });

  it('keeps the body out of the thin record', () => {
    expect(Object.keys(stored())).not.toContain('text');
    expect(Object.keys(stored())).not.toContain('blocks');
  });

  it('leaves it to the archive where the page will stand', () => {
    expect(stored()).not.toHaveProperty('rawKey');
  });
});

describe('deciding a removal', () => {
  it('keeps the title and empties the body', () => {
    expect(decideRemoval(stored(), '2026-01-06T00:00:00.000Z')).toMatchObject({
      article: { state: 'removed', revision: 2, title: 'Bridge reopens' },
      revision: { kind: 'removed', blocks: [], revision: 2 },
    });
  });

  it('removes an article once', () => {
    expect(
      decideRemoval(anArticle({ state: 'removed' }), '2026-01-06T00:00:00.000Z'),
    ).toBeUndefined();
  });
});

describe('hashing content', () => {
  it('sees one text in composed and decomposed letters', () => {
    expect(contentHash('Café', 'é')).toBe(contentHash('Cafe\u0301', 'e\u0301'));
  });

  it('tells a title from a first line', () => {
    expect(contentHash('a b', 'c')).not.toBe(contentHash('a', 'b d'));
  });
});
