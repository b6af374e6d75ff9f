import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { parseFeedList } from '../shared/config/feed-list.ts';
import { ConfigError } from '../shared/errors.ts';
import type { FeedListing } from '../shared/model/feed.ts';

/**
 * Reads the operator's list of feeds, so that a mistake in it stops the synthesis and not the pipeline.
 *
 * @throws ConfigError saying where the file is wrong
 */
export function readFeedList(file: string): FeedListing[] {
  const content = readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8');
  try {
    return parseFeedList(parse(content), file);
  } catch (error) {
    if (error instanceof YAMLParseError) throw new ConfigError(`${file}: ${error.message}`);
    throw error;
  }
}
