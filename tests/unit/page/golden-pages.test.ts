import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentText } from '../../../shared/page/content-text.ts';
import { readPage } from '../../../shared/page/read-page.ts';

const folder = path.join(import.meta.dirname, '../../fixtures/pages');

/** A fixture names only the facts that it is about. */
type Expected = {
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly refused?: string;
  /** The whole body, block by block, captions aside. */
  readonly paragraphs?: readonly string[];
  readonly kinds?: readonly string[];
  readonly related?: readonly (readonly [string, string])[];
} & Record<string, unknown>;

describe('golden pages', () => {
  for (const name of readdirSync(folder)) {
    it(`reads ${name} as expected`, () => {
      const bytes = readFileSync(path.join(folder, name, 'source.html'));
      const expected: Expected = JSON.parse(
        readFileSync(path.join(folder, name, 'expected.json'), 'utf8'),
      );
      const { url, headers = {}, refused, paragraphs, kinds, related, ...facts } = expected;
      const extraction = readPage({ bytes, url, headers });

      if (refused !== undefined) {
        expect(extraction).toMatchObject({ ok: false, reason: refused });
        return;
      }
      if (!extraction.ok) throw new Error(`refused as ${extraction.reason}: ${extraction.detail}`);
      const { article } = extraction;
      expect(article).toMatchObject(facts);
      expect(article.text).toBe(contentText(article.blocks));
      if (paragraphs !== undefined) expect(article.text.split('\n')).toEqual(paragraphs);
      if (kinds !== undefined) expect(article.blocks.map(({ kind }) => kind)).toEqual(kinds);
      if (related !== undefined) {
        expect(article.related.map((link) => [link.url, link.title])).toEqual(related);
      }
    });
  }
});
