import { beforeAll, describe, expect, it } from 'vitest';
import { emptyTables, memoryLinkPorts } from '../../../bench/stores/memory-stores.ts';
import { publications } from '../../../local/newsroom/newsroom.ts';
import { newsroomTruth } from '../../../local/newsroom/truth.ts';
import type { RelatedLink } from '../../../shared/model/article.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import { linkArticle } from '../../../shared/pipeline/linking/link-article.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const today = new Date('2030-05-05T10:00:00.000Z');
const truth = newsroomTruth({ today });
const tables = emptyTables();
const ports = memoryLinkPorts(tables, { now: () => today });
const idOf = (url: string) => articleIdOf(url as CanonicalUrl);

const published = new Map(
  publications({ today }).map(({ url, publishedAt }) => [url, publishedAt.toISOString()]),
);
const pages = truth.pages
  .filter(({ expected, story }) => expected.outcome === 'stored' && story !== undefined)
  .sort((a, b) => ((published.get(a.url) ?? '') < (published.get(b.url) ?? '') ? -1 : 1));

/** Every page in order of time, with the teasers that it shows. */
async function linkAll(): Promise<void> {
  for (const { url, title, language, body = [] } of pages) {
    const publishedAt = published.get(url) ?? today.toISOString();
    const site = new URL(url).hostname;
    const { article, revision } = aStoredArticle(url, {
      ...{ title, language, site, text: body.join('\n'), publishedAt, fetchedAt: publishedAt },
      related: relatedOf(url),
    });
    tables.articles.set(article.articleId, article);
    tables.revisions.set(`${article.articleId} ${article.revision}`, revision);
    const { articleId } = article;
    await linkArticle({ version: 1, kind: 'article', articleId, revision: 1, language }, ports);
  }
}

function relatedOf(url: string): RelatedLink[] {
  const block = truth.related.find((related) => related.url === url);
  return (block?.teasers ?? []).map((teaser) => ({
    url: teaser.url as CanonicalUrl,
    title: teaser.text,
  }));
}

function storyOf(url: string): string | undefined {
  const id = idOf(url);
  const record = tables.articles.get(id);
  if (record?.state === 'live' && record.storyId !== undefined) return record.storyId;
  return [...tables.stories.values()].find(({ story }) =>
    story.mentions.some(({ articleId }) => articleId === id),
  )?.story.storyId;
}

/** Pairs of pages of one language: how many are in one story, in truth and as found. */
function countPairs() {
  const counted = { true: 0, found: 0, both: 0 };
  for (const [at, a] of pages.entries())
    for (const b of pages.slice(at + 1).filter(({ language }) => language === a.language)) {
      const same = a.story === b.story;
      const together = storyOf(a.url) === storyOf(b.url);
      counted.true += Number(same);
      counted.found += Number(together);
      counted.both += Number(same && together);
    }
  return counted;
}

describe('the stories of the sample newsroom, where every place name comes back', () => {
  beforeAll(linkAll, 60_000);

  it('are right for 90 of 100 pairs that are put together', () => {
    const { both, found } = countPairs();
    expect(both / found).toBeGreaterThanOrEqual(0.9);
  });

  it('hold 75 of 100 pairs that belong together', () => {
    const { both, true: all } = countPairs();
    expect(both / all).toBeGreaterThanOrEqual(0.75);
  });

  it('keep 90 of 100 articles alone that report an event of their own', () => {
    const alone = pages.filter(
      ({ story, language, url }) =>
        !pages.some((b) => b.url !== url && b.story === story && b.language === language),
    );
    const apart = alone.filter(
      ({ url }) => !pages.some((b) => b.url !== url && storyOf(b.url) === storyOf(url)),
    );
    expect(apart.length / alone.length).toBeGreaterThanOrEqual(0.9);
  });

  it('put at least two of three teasers of one event beside each other', () => {
    for (const { teasers, stories } of truth.related)
      for (const positions of stories.values()) {
        const found = positions.map((at) => storyOf(teasers[at]?.url ?? ''));
        expect(new Set(found).size).toBeLessThanOrEqual(Math.ceil(positions.length / 2));
      }
  });
});
