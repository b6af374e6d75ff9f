import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundFacts } from '../../../shared/article/bound-facts.ts';
import { firstBlocks } from '../../../shared/article/first-blocks.ts';
import { cutText } from '../../../shared/text/cut-text.ts';
import { anExtraction, aParagraph, aUrl } from '../../builders/an-article.ts';
import { hostileFacts, hostileText } from '../../builders/hostile-facts.ts';

describe('the facts of a page', () => {
  it('are left as they are where they are those of an article', () => {
    const related = [
      { url: aUrl('https://news.example/b'), title: 'Ferry sails', teaser: 'At six.' },
    ];
    const rights = { robots: ['noarchive'], license: 'https://cc.example/by/4.0' };
    const article = anExtraction({
      ...{ authors: ['Ada Writer'], tags: ['harbour'], section: 'Local', related, rights },
      ...{
        imageUrl: 'https://news.example/a.jpg',
        imageFrom: 'meta',
        dateline: { place: 'DUNMORE' },
      },
    });
    expect(boundFacts(article)).toEqual(article);
  });

  it('are the same once they are bounded, and hold no half of a character', () => {
    fc.assert(
      fc.property(hostileFacts, (facts) => {
        const bounded = boundFacts(facts);
        expect(boundFacts(bounded)).toEqual(bounded);
        const { text: _, blocks: __, ...told } = bounded;
        expect(JSON.stringify(told)).not.toMatch(/\\ud[89a-f]/);
        expect(bounded.title.length).toBeLessThanOrEqual(1000);
        expect(bounded.authors.length).toBeLessThanOrEqual(50);
      }),
      { numRuns: 40 },
    );
  });

  it('lose an address that is too long, which cut would lead nowhere', () => {
    const endless = `https://news.example/${'a'.repeat(65_536)}`;
    const related = [{ url: aUrl(endless), title: 'Ferry sails' }];
    const bounded = boundFacts(anExtraction({ imageUrl: endless, imageFrom: 'meta', related }));
    expect(bounded).not.toHaveProperty('imageUrl');
    expect(bounded).not.toHaveProperty('imageFrom');
    expect(bounded.related).toEqual([]);
  });
});

describe('a text that is cut', () => {
  it('is well-formed, at most so long, and its own beginning', () => {
    fc.assert(
      fc.property(hostileText(500), fc.nat(600), (text, most) => {
        const cut = cutText(text, most);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(text.toWellFormed().startsWith(cut)).toBe(true);
      }),
    );
  });
});

describe('the beginning of a body', () => {
  it('ends within a block where no whole one fits', () => {
    const [block] = firstBlocks([aParagraph('It rained all day.')], 40);
    expect(block?.kind === 'paragraph' && block.text).toMatch(/^It rained.{0,6}$/);
    const items = ['one', 'two', 'six', 'ten'];
    expect(firstBlocks([{ kind: 'list', ordered: false, items }], 40)).toMatchObject([
      { items: ['one', 'two'] },
    ]);
  });

  it('is all of it where all fits', () => {
    const blocks = [aParagraph('It rained.'), aParagraph('It stopped.')];
    expect(firstBlocks(blocks, 1000)).toBe(blocks);
  });
});
