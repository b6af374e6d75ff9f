import type { ExtractedArticle, RelatedLink, RightsSignals } from '../model/article.ts';
import { cutText } from '../text/cut-text.ts';

/**
 * Characters that are kept of each text. No outlet needs as many; a page that was made to do harm, or one
 * whose markup broke, has a title of a megabyte. An item of DynamoDB holds 400 KB, the names of its
 * attributes among them, and each list below is bounded so that all of them together fit.
 */
const longest = {
  ...{ title: 1000, lead: 300, section: 200, siteName: 200, publisherRules: 200 },
  ...{ standfirst: 2000, correction: 2000 },
} as const satisfies Partial<Record<keyof ExtractedArticle, number>>;

const longestName = 200;
const languageTag = /^[A-Za-z0-9-]{1,35}$/;
/** An address that is cut leads nowhere, so that a longer one is left out. */
const longestAddress = 4096;
const [mostAuthors, mostTags, mostRelated, mostDirectives] = [50, 50, 20, 50];

/**
 * What a page says of its article, cut to what can be stored of it. Ordinary pages are left as they are.
 *
 * @example
 * boundFacts({ ...article, title: 'a'.repeat(1_000_000) }).title.length // 1000
 */
export function boundFacts(facts: ExtractedArticle): ExtractedArticle {
  const { imageUrl, imageFrom, dateline, ...rest } = facts;
  return {
    ...rest,
    ...cutTexts(facts, longest),
    ...(dateline !== undefined && {
      dateline: { ...dateline, ...cutTexts(dateline, { place: longestName, agency: longestName }) },
    }),
    ...(isShort(imageUrl) && { imageUrl, ...(imageFrom !== undefined && { imageFrom }) }),
    authors: names(facts.authors, mostAuthors),
    tags: names(facts.tags, mostTags),
    language: languageTag.test(facts.language) ? facts.language : 'und',
    related: facts.related
      .filter(({ url }) => isShort(url))
      .slice(0, mostRelated)
      .map(boundRelated),
    rights: boundRights(facts.rights),
  };
}

/** The texts among these that there are. */
function cutTexts(facts: object, most: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(most).flatMap(([name, characters]) => {
      const text: unknown = Reflect.get(facts, name);
      return typeof text === 'string' ? [[name, cutText(text, characters)]] : [];
    }),
  );
}

const isShort = (address: string | undefined): address is string =>
  address !== undefined && address.length <= longestAddress;

const names = (list: readonly string[], most: number): string[] =>
  list.slice(0, most).map((name) => cutText(name, longestName));

const boundRelated = (link: RelatedLink): RelatedLink => ({
  ...link,
  ...cutTexts(link, { title: 500, teaser: 500 }),
});

function boundRights({ tdmPolicy, license, ...rights }: RightsSignals): RightsSignals {
  return {
    ...rights,
    ...cutTexts(rights, { copyright: longestName }),
    ...(isShort(tdmPolicy) && { tdmPolicy }),
    ...(isShort(license) && { license }),
    robots: names(rights.robots, mostDirectives),
  };
}
