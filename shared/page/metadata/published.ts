import { parseStamp, type Stamp } from '../../dates/parse-stamp.ts';
import { parseVisibleDate } from '../../dates/parse-visible-date.ts';
import type { FactSource, PublishedAt } from '../../model/article.ts';
import type { Instant } from '../../model/ids.ts';
import { parseUrl } from '../../url/parse-url.ts';
import type { JsonLdArticle } from './json-ld.ts';
import { textOfValue } from './json-value.ts';
import type { MetaTags } from './meta-tags.ts';
import type { PrintedDates } from './printed-dates.ts';
import { type Sourced, sourced } from './sourced.ts';

const PUBLISHED_META = [
  'article:published_time',
  'article:published',
  'og:published_time',
  'og:article:published_time',
  'datepublished',
  'article.published',
  'sailthru.date',
  'parsely-pub-date',
  'publishdate',
  'publish-date',
  'publish_date',
  'published_time',
  'pubdate',
  'pub_date',
  'publication_date',
  'published-date',
  'published_at',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'dcterms.date',
  'dc.date',
  'dc.date.publication',
  'date',
  'cxenseparse:recs:publishtime',
  'cxense:publishtime',
  'article_date_original',
  'originalpublicationdate',
  'citation_publication_date',
  'citation_date',
  'displaydate',
  'rnews:datepublished',
  'bt:pubdate',
  'iso-8601-publish-date',
  'weibo:article:create_at',
  'article:create_at',
  'creation_date',
  'date_published',
  'last-published',
  'shareaholic:article_published_time',
  'article:post_date',
  'releasedate',
  'timestamp',
  'vr:published_time',
  'og:pubdate',
  'og:regdate',
  'regdate',
  'og:release_date',
  'datecreated',
  'article-publication-date',
  'eomportal-firstpublished',
];
const MODIFIED_META = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'article:modified',
  'last-modified',
  'lastmod',
  'dcterms.modified',
  'dc.date.modified',
  'revised',
  'modificationdate',
  'article:updated',
];
/** `/2024/09/28/`, `/2024-09-28-`, `/20240928/` */
const URL_DATE =
  /[/_.-](19[9]\d|20[0-4]\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.\-a-z]|$)/i;

export type DateClues = {
  /** By the outlet's own rules. */
  readonly publisher?: readonly string[];
  readonly jsonLd: JsonLdArticle | undefined;
  readonly metas: MetaTags;
  readonly microdata: {
    readonly published: readonly string[];
    readonly modified: readonly string[];
  };
  readonly times: readonly string[];
  readonly printed: PrintedDates;
  readonly url: string;
  readonly hint: string | undefined;
};

/** When an article appeared, by the best source that is a date at all. */
export function findPublished(clues: DateClues): PublishedAt | undefined {
  return (
    from('publisher', firstOf(clues.publisher ?? [])) ??
    from(
      'json-ld',
      readAny(
        textOfValue(clues.jsonLd?.node['datePublished']) ??
          textOfValue(clues.jsonLd?.node['dateCreated']),
      ),
    ) ??
    from('meta', firstDate(clues.metas, PUBLISHED_META)) ??
    from('microdata', firstOf(clues.microdata.published)) ??
    urlOrTime(clues) ??
    from('text', clues.printed.published) ??
    from('feed', readAny(clues.hint)) ??
    from('meta', firstDate(clues.metas, MODIFIED_META))
  );
}

/** A URL names only the day; a `time` element of that day names the minute. */
function urlOrTime(clues: DateClues): PublishedAt | undefined {
  const inUrl = dateInUrl(clues.url);
  const time = firstOf(clues.times);
  if (inUrl !== undefined && time !== undefined && dayOf(time) !== dayOf(inUrl)) {
    const near = clues.times
      .map(readAny)
      .find((stamp) => stamp !== undefined && dayOf(stamp) === dayOf(inUrl));
    return near === undefined ? from('url', inUrl) : from('time-element', near);
  }
  return from('time-element', time) ?? from('url', inUrl);
}

/** When an article was last changed; never before it appeared. */
export function findModified(
  clues: DateClues,
  published: PublishedAt | undefined,
): Sourced<Instant> | undefined {
  const found =
    sourced('json-ld', readAny(textOfValue(clues.jsonLd?.node['dateModified']))) ??
    sourced('meta', firstDate(clues.metas, MODIFIED_META)) ??
    sourced('microdata', firstOf(clues.microdata.modified)) ??
    sourced('text', clues.printed.modified);
  if (found === undefined) return undefined;
  const { at } = found.value;
  return published !== undefined && at < published.at ? undefined : { value: at, from: found.from };
}

function from(source: FactSource, stamp: Stamp | undefined): PublishedAt | undefined {
  return stamp === undefined ? undefined : { ...stamp, from: source };
}

const dayOf = (stamp: Stamp): string => stamp.at.slice(0, 10);

function readAny(text: string | undefined): Stamp | undefined {
  return text === undefined ? undefined : (parseStamp(text) ?? parseVisibleDate(text));
}

function firstOf(texts: readonly string[]): Stamp | undefined {
  for (const text of texts) {
    const stamp = readAny(text);
    if (stamp !== undefined) return stamp;
  }
  return undefined;
}

function firstDate(metas: MetaTags, names: readonly string[]): Stamp | undefined {
  for (const name of names) {
    const stamp = firstOf(metas.get(name) ?? []);
    if (stamp !== undefined) return stamp;
  }
  return undefined;
}

function dateInUrl(url: string): Stamp | undefined {
  const found = URL_DATE.exec(parseUrl(url)?.pathname ?? '');
  return found === null ? undefined : parseStamp(`${found[1]}-${found[3]}-${found[4]}`);
}
