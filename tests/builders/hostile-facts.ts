import fc from 'fast-check';
import type { Block, ExtractedArticle } from '../../shared/model/article.ts';
import type { CanonicalUrl } from '../../shared/model/ids.ts';
import { anExtraction } from './an-article.ts';

/** What pages are made of that were made to do harm: letters of one to four bytes, halves, controls, marks. */
const scraps = ['a', 'س', '港', '😀', '\ud800', '\udc00', '\0', '\u202e', '"', '\\', ' ', 'ẞ', '١'];

/** A text of one scrap or several, mostly short, now and then endless. */
export const hostileText = (longest = 30_000): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...scraps), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(0, 1, 3, 60, 500, longest),
    )
    .map(([parts, times]) => parts.join('').repeat(Math.ceil(times / parts.length)));

const hostileAddress = fc
  .constantFrom(0, 100, 4000, 65_536)
  .map((length) => `https://a.example/${'%D8%A7'.repeat(length / 6)}` as CanonicalUrl);

const listOf = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.tuple(one, fc.constantFrom(0, 1, 30, 10_000)).map(([item, count]) => Array(count).fill(item));

const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

/** Facts of any size, as no extractor should hand them on. */
export const hostileFacts: fc.Arbitrary<ExtractedArticle> = fc
  .record({
    ...{ title: hostileText(), lead: hostileText(300), language: hostileText(60) },
    ...{ authors: listOf(hostileText(500)), tags: listOf(hostileText(500)) },
    ...{ section: optional(hostileText()), siteName: optional(hostileText()) },
    ...{ standfirst: optional(hostileText()), correction: optional(hostileText()) },
    imageUrl: optional(hostileAddress),
    dateline: optional(fc.record({ place: hostileText(), agency: hostileText() })),
    related: listOf(
      fc.record({ url: hostileAddress, title: hostileText(), teaser: hostileText() }),
    ),
    rights: fc.record({
      robots: listOf(hostileText(100)),
      ...{ tdmPolicy: hostileAddress, license: hostileAddress, copyright: hostileText() },
    }),
  })
  .map((facts) => anExtraction(withoutUndefined(facts) as Partial<ExtractedArticle>));

const withoutUndefined = (facts: object): object =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const kinds = ['paragraph', 'list', 'table', 'preformatted', 'quote'] as const;

export type BodySize = { readonly count: number; readonly characters: number; readonly at: number };

/** How large a body is: of no letters or of megabytes, in few blocks or in many. */
export const bodySize: fc.Arbitrary<BodySize> = fc.record({
  ...{ count: fc.constantFrom(1, 3, 500), at: fc.nat(4) },
  characters: fc.constantFrom(0, 5000, 400_000, 1_500_000),
});

/** A body of that size, which packing makes little smaller. */
export const hostileBody = ({ count, characters, at }: BodySize): Block[] =>
  Array.from({ length: count }, (_, n) =>
    blockOf(kinds[(at + n) % kinds.length] ?? 'quote', noise(characters / count, n + 1)),
  );

function blockOf(kind: string, text: string): Block {
  const parts = text.match(/.{1,200}/g) ?? [''];
  switch (kind) {
    case 'list':
      return { kind, ordered: false, items: parts };
    case 'table':
      return { kind, rows: parts.map((part) => [part, part.slice(0, 5)]) };
    case 'quote':
    case 'preformatted':
      return { kind, text };
    default:
      return { kind: 'paragraph', text };
  }
}

/** Letters and digits in an order that no packing finds. */
export function noise(characters: number, seed = 1): string {
  let state = seed || 1;
  const parts: string[] = [];
  for (let made = 0; made < characters; made += 6) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    parts.push(state.toString(36).padStart(6, '0').slice(-6));
  }
  return parts.join('').slice(0, characters);
}
