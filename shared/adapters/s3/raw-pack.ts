import { createHash } from 'node:crypto';
import type { ArticleId, Instant } from '../../model/ids.ts';
import { blankMembers } from './gzip-member.ts';
import { type RawPlace, rawKeyOf } from './raw-key.ts';

/** A page as a pack holds it: a gzip member with one record. */
export type PackedPage = {
  readonly articleId: ArticleId;
  readonly fetchedAt: Instant;
  readonly bytes: Uint8Array;
};

/** What a pack holds, from its first byte to its last. */
export type PackContents = readonly {
  /** Absent where the page was blanked. */
  readonly articleId?: ArticleId;
  readonly length: number;
}[];

export type RawPack = { readonly body: Buffer; readonly contents: PackContents };

/** Where all packs stand, beneath the day on which they were made. */
export const rawPrefix = 'raw/';

/** With the longest lengths, contents then fill two thirds of the 2 KB of metadata that S3 keeps. */
export const mostPages = 40;

/**
 * Joins pages into one object. Its key is made of its bytes, so that no other pack is ever written over
 * it, under the day on which the first page was fetched.
 *
 * @example
 * packOf([page]) // { object: 'raw/2026-01-05/9604b2fe7e0f1de6.warc.gz', body, contents, keys: ['raw/…#0-25310'] }
 */
export function packOf(
  pages: readonly PackedPage[],
): RawPack & { readonly object: string; readonly keys: readonly string[] } {
  const body = Buffer.concat(pages.map(({ bytes }) => bytes));
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const object = `${rawPrefix}${pages[0]?.fetchedAt.slice(0, 10)}/${hash}.warc.gz`;
  const contents = pages.map(({ articleId, bytes }) => ({ articleId, length: bytes.length }));
  return { object, body, contents, keys: placesIn(object, contents).map(rawKeyOf) };
}

/** Where each page of a pack stands, blanked ones among them, with the article that it is of. */
export function placesIn(
  object: string,
  contents: PackContents,
): (RawPlace & { readonly articleId?: ArticleId })[] {
  let first = 0;
  return contents.map(({ length, ...of }) => {
    const place = { object, first, last: first + length - 1, ...of };
    first += length;
    return place;
  });
}

/**
 * Takes a page out of a pack and leaves all others where they stand.
 *
 * @returns `undefined` where no page stands there
 *
 * @example
 * withoutPage(pack, { first: 0, last: 25_310 }) // the pack, its first 25,311 bytes blank
 */
export function withoutPage(
  { body, contents }: RawPack,
  { object, first, last }: RawPlace,
): RawPack | undefined {
  const at = placesIn(object, contents).findIndex(
    (place) => place.first === first && place.last === last && place.articleId !== undefined,
  );
  if (at === -1) return undefined;
  const blank = blankMembers(last - first + 1);
  return {
    body: Buffer.concat([body.subarray(0, first), blank, body.subarray(last + 1)]),
    contents: contents.map((member, index) => (index === at ? { length: member.length } : member)),
  };
}

export const isBlank = (contents: PackContents): boolean =>
  contents.every(({ articleId }) => articleId === undefined);

/**
 * Writes contents in ASCII, for the metadata of the object.
 *
 * @example
 * writeContents([{ articleId, length: 25_311 }, { length: 812 }]) // 'abd2706b445a9da9bcdbf913a:25311 -:812'
 */
export const writeContents = (contents: PackContents): string =>
  contents.map(({ articleId = '-', length }) => `${articleId}:${length}`).join(' ');

/**
 * Reads what {@link writeContents} has written.
 *
 * @returns `undefined` for what is none
 *
 * @example
 * readContents('abd2706b445a9da9bcdbf913a:25311 -:812') // [{ articleId: 'abd…', length: 25_311 }, { length: 812 }]
 */
export function readContents(written: string | undefined): PackContents | undefined {
  const found = written?.split(' ').map((member) => {
    const [, of, length] = /^(a[0-9a-f]{24}|-):(\d{1,12})$/.exec(member) ?? [];
    if (of === undefined) return undefined;
    return { ...(of !== '-' && { articleId: of as ArticleId }), length: Number(length) };
  });
  const contents = found?.filter((member) => member !== undefined);
  return contents?.length === found?.length ? contents : undefined;
}
