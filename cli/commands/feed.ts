import type { Command } from 'commander';
import { NotAFeedError } from '../../shared/errors.ts';
import { parseFeed } from '../../shared/feed/parse-feed.ts';
import type { FeedEntry, ParsedFeed } from '../../shared/model/feed.ts';
import { CommandError } from '../command-error.ts';
import { examples, urlOption } from '../options.ts';
import { counted, minute, type Printer, printerOf } from '../print/printer.ts';
import { type Document, readDocument } from '../read-input.ts';
import type { World } from '../world.ts';

type Options = { readonly url?: string; readonly json?: boolean };
const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8';

/** `newsloom feed`: what the parser reads. */
export function feedCommand(program: Command, world: World): void {
  const command = program
    .command('feed')
    .description('what is read from a feed')
    .argument('<feed>', 'an address or a file')
    .option('--url <url>', 'the address that the feed is read under', urlOption)
    .option('--json', 'one JSON document')
    .action(async (source: string, { url, json }: Options) => {
      const parsed = readFeed(source, await readDocument(world, source, { accept, url }));
      const printer = printerOf(world);
      if (json) return printer.json(parsed);
      const { line, field, text, colour } = printer;
      line(colour.bold(text(parsed.feed.title ?? 'a feed without a title')));
      field('format', `${parsed.format}, ${parsed.encoding}`);
      field('damage', parsed.error);
      field('site', parsed.feed.link);
      field('about', parsed.feed.description);
      field('language', parsed.feed.language);
      if (parsed.feed.ttl !== undefined) field('ask every', counted(parsed.feed.ttl, 'minute'));
      line(`\n${counted(parsed.entries.length, 'entry')}`);
      for (const entry of parsed.entries) printEntry(printer, entry);
    });
  examples(command, 'feed https://news.example/rss', 'feed saved.xml --json | jq .entries[0]');
}

function readFeed(source: string, document: Document): ParsedFeed {
  try {
    return parseFeed(document);
  } catch (cause) {
    if (!(cause instanceof NotAFeedError)) throw cause;
    throw new CommandError(`${source}: ${cause.message}`, { cause });
  }
}

function printEntry({ line, text, colour }: Printer, entry: FeedEntry): void {
  const at = entry.published ?? entry.updated;
  line(`  ${at ? minute(at) : 'no date         '}  ${text(entry.title ?? 'no title')}`);
  if (entry.link) line(colour.dim(`    ${text(entry.link)}`));
}
