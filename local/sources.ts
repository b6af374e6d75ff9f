import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { splitPollable } from '../shared/config/feed-list.ts';
import { ConfigError } from '../shared/errors.ts';
import { parseOpml } from '../shared/feed/opml.ts';
import type { FeedListing } from '../shared/model/feed.ts';
import { newsroomWeb } from './newsroom/newsroom-web.ts';
import type { StartOptions } from './options.ts';
import { folderWeb } from './web/folder-web.ts';
import type { WebContent } from './web/web-content.ts';

const day = 24 * 60 * 60 * 1000;

/** A look at the sources: which web is served on loopback, and how far the clock is put on. */
export type Visit = {
  readonly name: string;
  readonly web?: WebContent;
  readonly clockOffset: number;
};

/** What a run polls, and in which visits. */
export type Sources = {
  readonly title: string;
  readonly listings: readonly FeedListing[];
  readonly visits: readonly Visit[];
  /** Of a subscription list, what cannot be polled, and why. */
  readonly refused?: readonly { readonly url: string; readonly problem: string }[];
  /** Addresses of the pages of a saved web. */
  readonly pages?: readonly string[];
  /** The first day of the sample newsroom, when it is that. */
  readonly newsroomDay?: Date;
};

/** @throws ConfigError when what was named cannot be read, or none of it polled */
export function findSources(options: StartOptions): Sources {
  const subscribed = options.opml ? readOpml(options.opml) : [];
  const { pollable: given, refused } = splitPollable([
    ...options.feeds.map(listing),
    ...subscribed,
  ]);
  if (options.web !== undefined) {
    const web = folderWeb(options.web);
    return {
      title: `the saved web in ${options.web}: ${web.hosts.size} hosts`,
      listings: [...web.feeds.map(listing), ...given],
      visits: [{ name: 'Now', web, clockOffset: 0 }],
      ...{ pages: web.pages, refused },
    };
  }
  if (given.length > 0)
    return {
      title: given.length === 1 ? (given[0]?.url ?? '') : `${given.length} feeds`,
      listings: given,
      visits: [{ name: 'Now', clockOffset: 0 }],
      refused,
    };
  const [first] = refused;
  if (first !== undefined) throw new ConfigError(`${first.url}: ${first.problem}`);
  return newsroom(options.folder);
}

const listing = (url: string): FeedListing => ({ url, tags: [] });

function readOpml(file: string): FeedListing[] {
  const text = readText(file);
  let listings: FeedListing[];
  try {
    listings = parseOpml(text);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    throw new ConfigError(`--opml ${file}: ${cause.message}`, { cause });
  }
  if (listings.length === 0) throw new ConfigError(`--opml ${file}: it lists no feed`);
  return listings;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`--opml ${file}: there is no such file, or it cannot be read`, { cause });
  }
}

/**
 * The sample newsroom on its first day and, with the clock put on, on the two after: follow-ups, a
 * correction, and an article that is gone and, still gone a day later, is removed. Its first day is remembered, so that a later run finds the same newsroom.
 */
function newsroom(folder: string): Sources {
  const known = rememberedDay(folder);
  const today = known ?? new Date();
  const first = newsroomWeb({ today, phase: 1 });
  const second = newsroomWeb({ today, phase: 2 });
  const visits: Visit[] = [
    { name: 'Today', web: first, clockOffset: 0 },
    { name: 'Tomorrow', web: second, clockOffset: day },
    { name: 'The day after', web: second, clockOffset: 2 * day },
  ];
  return {
    title: `the sample newsroom: ${first.hosts.size} outlets that do not exist`,
    listings: first.feeds.map(listing),
    visits: known === undefined ? visits : visits.slice(-1),
    newsroomDay: today,
  };
}

const newsroomFile = (folder: string) => path.join(folder, 'newsroom.json');

function rememberedDay(folder: string): Date | undefined {
  const file = newsroomFile(folder);
  if (!existsSync(file)) return undefined;
  const { today } = JSON.parse(readFileSync(file, 'utf8'));
  return typeof today === 'string' && !Number.isNaN(Date.parse(today))
    ? new Date(today)
    : undefined;
}

/** Keeps the day of the newsroom that was run through, for the next start on this folder. */
export function rememberNewsroom({ newsroomDay }: Sources, folder: string): void {
  if (newsroomDay === undefined) return;
  writeFileSync(newsroomFile(folder), JSON.stringify({ today: newsroomDay.toISOString() }));
}
