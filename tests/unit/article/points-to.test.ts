import { describe, expect, it } from 'vitest';
import { linksByPointing, pointedAt, pointersOf } from '../../../shared/article/points-to.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { anArticle, aUrl } from '../../builders/an-article.ts';

describe('what a page points to', () => {
  const tram = { url: aUrl('https://news.example/tram'), title: 'Trams return' };
  const ferry = { url: aUrl('https://news.example/ferry'), title: 'Ferry', teaser: 'It sails.' };
  const own = { url: anArticle().canonicalUrl, title: 'This very page' };
  const page = anArticle({ related: [tram, own, ferry, { ...tram, title: 'Trams again' }] });

  it('is all of its related block but itself', () => {
    expect(pointersOf(page).map(({ title }) => title)).toEqual([
      ...['Trams return', 'Ferry', 'Trams again'],
    ]);
  });

  it('is named once where it is pointed to twice', () => {
    expect(pointedAt(page)).toEqual([articleIdOf(tram.url), articleIdOf(ferry.url)]);
  });

  it('is a link from the page, with the words of its teaser', () => {
    expect(linksByPointing(page)[1]).toMatchObject({
      ...{ articleId: page.articleId, otherId: articleIdOf(ferry.url), role: 'from' },
      ...{ kind: 'on-page', otherUrl: ferry.url, evidence: { teaser: 'Ferry\nIt sails.' } },
    });
  });
});
