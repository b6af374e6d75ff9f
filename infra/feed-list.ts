import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { parseFeedList } from '../shared/config/feed-list.ts';
import { ConfigError } from '../shared/errors.ts';
import type { FeedListing } from '../shared/model/feed.ts';

/**
 * Reads the operator's list of feeds, so that a mistake in it stops the synthesis and not the pipeline.
 *
 * @throws ConfigError saying in which line the file is wrong
 */
export function readFeedList(file: string): FeedListing[] {
  const content = readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8');
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines });
  const [wrong] = document.errors;
  if (wrong !== undefined) throw new ConfigError(`${file}: ${wrong.message}`);
  try {
    return parseFeedList(document.toJS(), file);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(withLines(error.message, document, lines), { cause: error });
  }
}

/** Says after each `feeds[3]` of a message where in the file that entry stands. */
const withLines = (message: string, document: Document, lines: LineCounter): string =>
  message.replace(/\bfeeds\[(\d+)\]\S*/g, (place, index) => {
    const node = document.getIn(['feeds', Number(index)], true);
    const start = isNode(node) ? node.range?.[0] : undefined;
    return start === undefined ? place : `${place} (line ${lines.linePos(start).line})`;
  });
