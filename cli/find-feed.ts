import { BlockedAddressError, SiteUnavailableError } from '../shared/errors.ts';
import { type Attempt, discoverFeeds } from '../shared/pipeline/polling/discover-feed.ts';
import type { FetchWeb } from '../shared/ports/web.ts';
import { CommandError } from './command-error.ts';

export type Finding =
  | {
      readonly kind: 'found';
      readonly url: string;
      readonly title?: string;
      /** Further feeds that the site announces. */
      readonly others: readonly string[];
    }
  /** The site does not answer at all at present, which says nothing of the address. */
  | { readonly kind: 'unreachable'; readonly problem: string };

/**
 * Looks whether an address is a feed, or else for the feed of the site that it belongs to.
 *
 * @throws CommandError that says what was tried, when the site answers but no feed is found
 */
export async function findFeed(url: string, fetchWeb: FetchWeb): Promise<Finding> {
  let failure: Error | undefined;
  let answers = 0;
  const { feed, others, tried } = await discoverFeeds(url, async (request) => {
    // Five requests to a site that is down would be four too many.
    if (failure !== undefined && answers === 0) throw failure;
    try {
      const answer = await fetchWeb(request);
      answers++;
      return answer;
    } catch (error) {
      if (error instanceof SiteUnavailableError || error instanceof BlockedAddressError)
        failure = error;
      throw error;
    }
  });
  if (feed !== undefined) {
    // A redirect of the address itself is for polling to judge: it may be temporary.
    const isGiven = tried.length === 1;
    const { title } = feed;
    return { kind: 'found', url: isGiven ? url : feed.url, others, ...(title && { title }) };
  }
  if (answers > 0 || failure === undefined) throw noFeed(url, tried);
  if (failure instanceof BlockedAddressError) throw failure;
  return { kind: 'unreachable', problem: failure.message };
}

const noFeed = (url: string, tried: readonly Attempt[]) =>
  new CommandError(
    [
      `found no feed at ${url}; name the feed itself, or add the address as it stands with --unchecked`,
      ...tried.map((attempt) => `tried ${attempt.url}: ${attempt.result}`),
    ].join('\n'),
  );
