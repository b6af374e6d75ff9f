import { describe, expect, it } from 'vitest';
import { publications } from '../../../local/newsroom/newsroom.ts';
import { newsroomWeb } from '../../../local/newsroom/newsroom-web.ts';
import { newsroomTruth, type PageTruth } from '../../../local/newsroom/truth.ts';
import type { Block, ExtractedArticle } from '../../../shared/model/article.ts';
import type { Extraction } from '../../../shared/page/extraction.ts';
import { readPage } from '../../../shared/page/read-page.ts';
import { canonicalUrl } from '../../../shared/url/canonical-url.ts';

const today = new Date('2030-05-05T10:00:00.000Z');

/** What a block reads, a line each; captions stand beside the text. */
function linesOf(block: Block): readonly string[] {
  if (block.kind === 'caption') return [];
  if (block.kind === 'list') return block.items;
  if (block.kind === 'table') return block.rows.map((cells) => cells.join(' | '));
  return [block.text];
}

for (const phase of [1, 2] as const) {
  const truth = newsroomTruth({ today, phase });
  const web = newsroomWeb({ today, phase });

  const read = ({ url, title }: PageTruth, hinted: boolean): Extraction | undefined => {
    const answer = web.lookup(new URL(url), 2);
    if (answer instanceof Promise) throw new Error('the newsroom answers at once');
    if (answer?.status !== 200 || answer.body.length === 0) return undefined;
    const { body: bytes, headers } = answer;
    return readPage({ bytes, url, headers, ...(hinted && { hints: { title } }) });
  };
  const pages = truth.pages.filter(({ body }) => body !== undefined);
  const readAll = (hinted: boolean) =>
    pages.flatMap((page) => {
      const extraction = read(page, hinted);
      if (extraction === undefined) return [];
      return [{ page, article: extraction.ok ? extraction.article : undefined }];
    });
  const [withHints, without] = [readAll(true), readAll(false)];
  const wrong = (hinted: boolean, holds: (article: ExtractedArticle, page: PageTruth) => boolean) =>
    (hinted ? withHints : without)
      .filter(({ page, article }) => article === undefined || !holds(article, page))
      .map(({ page }) => page.url);

  describe(`the sample newsroom, phase ${phase}`, () => {
    it('gives every title, with the hint of a feed and without', () => {
      expect(wrong(true, (article, page) => article.title === page.title)).toEqual([]);
      expect(wrong(false, (article, page) => article.title === page.title)).toEqual([]);
    });

    it('knows every language without being told', () => {
      expect(wrong(false, (article, page) => article.language === page.language)).toEqual([]);
    });

    it('gives at least 95 of 100 bodies block by block', () => {
      const broken = wrong(true, (article, page) => {
        const lines = article.blocks.flatMap(linesOf);
        return JSON.stringify(lines) === JSON.stringify(page.body);
      });
      expect(broken.length / pages.length, broken.join('\n')).toBeLessThanOrEqual(0.05);
    });

    it('gives at least 95 of 100 sections and days', () => {
      const days = new Map(
        publications({ today, phase }).map((one) => [
          one.url,
          one.publishedAt.toISOString().slice(0, 10),
        ]),
      );
      const sections = wrong(true, (article, page) => article.section === page.section);
      const dates = wrong(
        false,
        (article, page) => article.published?.at.slice(0, 10) === days.get(page.url),
      );
      expect(sections.length / pages.length, sections.join('\n')).toBeLessThanOrEqual(0.05);
      expect(dates.length / pages.length, dates.join('\n')).toBeLessThanOrEqual(0.05);
    });

    it('refuses every page that is no article, for its reason', () => {
      for (const page of truth.pages) {
        const extraction = read(page, true);
        if (extraction === undefined || !('reason' in page.expected)) continue;
        expect(extraction.ok ? 'an article' : extraction.reason, page.url).toBe(
          page.expected.reason,
        );
      }
    });

    it('gives every related teaser', () => {
      for (const { url, teasers } of truth.related) {
        const page = pages.find((one) => one.url === url);
        const extraction = page && read(page, true);
        const related = extraction?.ok ? extraction.article.related : [];
        expect(related.map((link) => [link.url, link.title])).toEqual(
          teasers.map((teaser) => [canonicalUrl(teaser.url, url), teaser.text]),
        );
      }
    });
  });
}
