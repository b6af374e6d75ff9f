import { NotAFeedError } from '../../shared/errors.ts';
import { parseFeedDate } from '../../shared/feed/parse-date.ts';
import * as parser from '../../shared/feed/parse-feed.ts';

/** What the Lambdas call; the lab reads a refusal as a field. */
export function parseFeed(input: parser.FeedInput) {
  try {
    return parser.parseFeed(input);
  } catch (error) {
    if (!(error instanceof NotAFeedError)) throw error;
    return { error: error.message, feed: {}, entries: [] };
  }
}

export const parseDate = parseFeedDate;
