import { articleUrl, type Moment, type Publication, publications, RESERVED } from './newsroom.ts';
import { type SpecialOutcome, specialPages } from './special-pages.ts';

/** What has to come out of one address of the newsroom. */
export type PageTruth = {
  readonly url: string;
  readonly outlet: string;
  readonly language: string;
  readonly title: string;
  /** The event that it reports; addresses without an article of their own have none. */
  readonly story?: string;
  readonly role?: Publication['role'];
  /** What a copy, translation or follow-up goes back to. */
  readonly of?: string;
  /** The body, a block each, without the marks of headings and quotations. */
  readonly body?: readonly string[];
  readonly section?: string;
  readonly expected: /** `asFacts`: without its text, which its publisher reserves. */
    | { readonly outcome: 'stored'; readonly asFacts?: true }
    | { readonly outcome: 'removed' }
    /** No feed lists it: it is met as a teaser only. */
    | { readonly outcome: 'unlisted' }
    | SpecialOutcome;
};

/** A related block and which of its teasers tell of one event. */
export type TeaserTruth = {
  readonly url: string;
  readonly teasers: readonly { readonly url: string; readonly text: string }[];
  /** Positions in `teasers`, by story. */
  readonly stories: ReadonlyMap<string, readonly number[]>;
};

/** What is true of the newsroom at one moment, for tests and for judging a run. */
export function newsroomTruth(moment: Moment): {
  readonly pages: readonly PageTruth[];
  readonly related: readonly TeaserTruth[];
} {
  const articles = publications(moment);
  const urls = new Map(articles.map(({ key, url }) => [key, url]));
  const special = specialPages(articles).map((page): PageTruth => {
    const { url, outlet, title, expected } = page;
    const language = articles.find((one) => one.outlet.id === outlet)?.outlet.language ?? 'und';
    return { url, outlet, language, title, expected };
  });
  return {
    pages: [...articles.map((article) => articleTruth(article, urls)), ...special],
    related: articles.filter(({ teasers }) => teasers.length > 0).map(teaserTruth),
  };
}

function articleTruth(article: Publication, urls: ReadonlyMap<string, string>): PageTruth {
  const { url, outlet, title, story, role, section, listed, gone } = article;
  const of = article.of === undefined ? undefined : urls.get(article.of);
  const body = article.body.map((block) => block.replace(/^(## |> )/, ''));
  const facts = { url, outlet: outlet.id, language: outlet.language, title, section, body };
  const outcome = gone ? 'removed' : listed ? 'stored' : 'unlisted';
  const asFacts = article.key === RESERVED && { asFacts: true as const };
  return {
    ...facts,
    story,
    role,
    ...(of !== undefined && { of }),
    expected: { outcome, ...asFacts },
  };
}

function teaserTruth({ url, outlet, teasers }: Publication): TeaserTruth {
  const stories = new Map<string, number[]>();
  for (const [at, { story }] of teasers.entries()) {
    stories.set(story, [...(stories.get(story) ?? []), at]);
  }
  const shown = teasers.map(({ slug, text }) => ({ url: articleUrl(outlet, slug), text }));
  return { url, teasers: shown, stories };
}
