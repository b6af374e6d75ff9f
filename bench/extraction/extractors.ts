import { Buffer } from 'node:buffer';
import { readPage } from '../../shared/page/read-page.ts';
import type { BenchPage } from './pages.ts';

/** Bytes of a page in, its text out. */
export type Extract = (page: BenchPage) => string | Promise<string>;

/** Ours reads bytes; the others are given a string, decoded as UTF-8 within the time measured. */
const htmlOf = ({ bytes }: BenchPage): string => Buffer.from(bytes).toString('utf8');
const plain = (html: string | null | undefined): string =>
  (html ?? '')
    .replace(/<\/?(p|div|h[1-6]|li|ul|ol|br|blockquote|td|tr|table|figure)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '');

type Linkedom = { parseHTML(html: string): { document: unknown } };
type Parsed = { readonly textContent?: string | null; readonly content?: string | null };

/** Each loads its own package, so that a fresh process measures one alone. */
export const extractors: Readonly<Record<string, () => Promise<Extract>>> = {
  newsloom: async () => (page) => {
    const read = readPage({ ...page, headers: {} });
    return read.ok ? read.article.text : '';
  },
  'Readability + linkedom': async () => {
    const { parseHTML } = (await import('linkedom')) as unknown as Linkedom;
    const { Readability } = (await import('@mozilla/readability')) as unknown as {
      Readability: new (document: unknown) => { parse(): Parsed | null };
    };
    return (page) => {
      const { document } = parseHTML(htmlOf(page));
      return plain(new Readability(document).parse()?.content);
    };
  },
  readabilitySAX: async () => {
    // @ts-expect-error: it has no types
    const { default: sax } = await import('readabilitySAX');
    const process = (sax as { process(html: string, options: object): { html: string } }).process;
    return (page) => plain(process(htmlOf(page), { type: 'html' }).html);
  },
  defuddle: async () => {
    const { parseHTML } = (await import('linkedom')) as unknown as Linkedom;
    const { Defuddle } = (await import('defuddle/node')) as unknown as {
      Defuddle(document: unknown, url: string): Promise<Parsed>;
    };
    return async (page) =>
      plain((await Defuddle(parseHTML(htmlOf(page)).document, page.url)).content);
  },
  '@extractus/article-extractor': async () => {
    const { extractFromHtml } = (await import('@extractus/article-extractor')) as unknown as {
      extractFromHtml(html: string, url: string): Promise<Parsed | null>;
    };
    return async (page) => plain((await extractFromHtml(htmlOf(page), page.url))?.content);
  },
};
