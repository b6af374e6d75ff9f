import type { Direction } from '../../shared/model/article.ts';

export type FeedFormat = 'rss20' | 'rss10' | 'atom10' | 'json11';

/** One feed of an outlet. */
export type OutletFeed = {
  readonly path: string;
  readonly format: FeedFormat;
  /** Only articles of these sections; all of them when absent. */
  readonly sections?: readonly string[];
  /** Written as a careless system writes it: a bare `&`, a tag left open. */
  readonly broken?: boolean;
  /** All entries carry one guid, as after a bad migration. */
  readonly sameGuid?: string;
  /** Whole articles, not only summaries. */
  readonly fullText?: boolean;
};

/** What an outlet's pages say around an article, in its language. */
export type Furniture = {
  readonly menu: readonly string[];
  readonly search: string;
  readonly share: string;
  readonly cookies: string;
  readonly accept: string;
  readonly related: string;
  readonly comment: string;
  readonly newsletter: string;
  readonly footer: string;
};

export type Outlet = {
  readonly id: string;
  readonly name: string;
  readonly base: string;
  readonly language: string;
  readonly direction: Direction;
  readonly charset: 'utf-8' | 'windows-1256';
  readonly tagline: string;
  /** Stands between the place and the first word of a report. */
  readonly dash: string;
  /** The path of an article; `{slug}` and `{number}` are filled in. */
  readonly path: string;
  readonly feeds: readonly OutletFeed[];
  readonly furniture: Furniture;
};
