import type { PollingState } from '../model/feed.ts';
import type { FeedAnswer } from './feed-answer.ts';

/** Some servers answer 304 for ever; now and then we ask as if for the first time. */
const fullEvery = 14 * 24 * 60 * 60 * 1000;
/** A validator beyond this is not a validator; headers of 8 KB are refused by many servers. */
const maxLength = 2048;

/**
 * The headers that make a request conditional: validators exactly as the server sent them.
 *
 * @example
 * conditionalHeaders({ ...polling, etag: 'W/"1"' }, now) // { 'if-none-match': 'W/"1"' }
 */
export function conditionalHeaders(polling: PollingState, now: number): Record<string, string> {
  const { lastFullAt } = polling;
  if (lastFullAt !== undefined && now - Date.parse(lastFullAt) >= fullEvery) return {};
  return validatorHeaders(polling);
}

export type Validators = Pick<PollingState, 'etag' | 'lastModified'>;

/**
 * The headers that ask whether there is another version than the one that came with these validators.
 *
 * @example
 * validatorHeaders({ etag: 'W/"1"' }) // { 'if-none-match': 'W/"1"' }
 */
export const validatorHeaders = ({ etag, lastModified }: Validators): Record<string, string> => ({
  ...(etag !== undefined && { 'if-none-match': etag }),
  ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
});

/** The validators of a response that can be echoed; a header that is empty is none. */
export function validatorsOf(
  { headers }: Pick<FeedAnswer, 'headers'>,
  longest = maxLength,
): Validators {
  const { etag, 'last-modified': lastModified } = headers;
  return {
    ...(isUsable(etag, longest) && { etag }),
    ...(isUsable(lastModified, longest) && { lastModified }),
  };
}

const isUsable = (value: string | undefined, longest: number): value is string =>
  value !== undefined && value !== '' && value.length <= longest;
