import type { Command } from 'commander';
import { parse, stringify } from 'yaml';
import { sqsTaskSender } from '../../shared/adapters/sqs/send-tasks.ts';
import { parseFeedList, splitPollable } from '../../shared/config/feed-list.ts';
import { generateOpml, parseOpml } from '../../shared/feed/opml.ts';
import type { FetchFeedTask } from '../../shared/messages.ts';
import type { Feed, FeedListing } from '../../shared/model/feed.ts';
import type { FeedId } from '../../shared/model/ids.ts';
import { newFeed } from '../../shared/pipeline/polling/apply-feed-list.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { CommandError } from '../command-error.ts';
import { examples, onStore, type ReadOptions, reading, type StoreOptions } from '../options.ts';
import { counted, minute, type Printer, printerOf } from '../print/printer.ts';
import { readInput } from '../read-input.ts';
import type { Store } from '../store.ts';
import { withNextPoll } from '../with-next-poll.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';
import { addFeedCommand } from './add-feed.ts';

const longestProblem = 200;

/** `newsloom feeds`: the list of what is polled. */
export function feedsCommand(program: Command, world: World): void {
  const feeds = program.command('feeds').description('the feeds that are polled');
  addFeedCommand(feeds, world);
  listCommand(feeds, world);
  statusCommands(feeds, world);
  importCommand(feeds, world);
  exportCommand(feeds, world);
}

function listCommand(feeds: Command, world: World): void {
  const printer = printerOf(world);
  const command = reading(
    feeds.command('list').description('every feed, in order of address'),
    'lines',
  ).action((options: ReadOptions) =>
    withStore(world, options, async (store) => {
      let count = 0;
      for await (const feed of store.feeds.list()) {
        count++;
        const shown = withNextPoll(feed, world.now());
        if (options.json) printer.jsonLine(withoutSeen(shown));
        else printFeed(printer, shown);
      }
      if (!options.json) printer.line(`${counted(count, 'feed')} in ${store.name}`);
    }),
  );
  examples(command, 'feeds list', 'feeds list --json | jq -r .url');
}

/** What polling remembers of entries is of no use to a reader, and long. */
const withoutSeen = ({ polling: { seen: _, ...polling }, ...feed }: Feed) => ({ ...feed, polling });

function printFeed({ line, text, colour }: Printer, { polling, ...feed }: Feed): void {
  const name = feed.name ?? polling.title;
  const failing = polling.failures > 0 ? colour.red(`  ${polling.failures} failures`) : '';
  const next = feed.nextPollAt ? `next ${minute(feed.nextPollAt)}` : '';
  line(`${feed.status.padEnd(6)} ${text(feed.url)}${name ? `  ${text(name)}` : ''}`);
  line(colour.dim(`       ${feed.feedId}  ${next}`) + failing);
  if (polling.lastError) line(colour.dim(`       ${text(polling.lastError)}`));
}

export async function feedOf(store: Store, wanted: string): Promise<Feed> {
  const id = /^f[0-9a-f]{20}$/.test(wanted) ? (wanted as FeedId) : feedIdOf(wanted);
  const feed = await store.feeds.find(id);
  if (feed !== undefined) return feed;
  throw new CommandError(`no feed ${wanted} in ${store.name}; \`newsloom feeds list\` shows all`);
}

function statusCommands(feeds: Command, world: World): void {
  const { line, text } = printerOf(world);
  const change = (name: 'pause' | 'resume', what: string) => {
    const command = onStore(feeds.command(name).description(what))
      .argument('<feed>', 'its address or id')
      .action((wanted: string, options: StoreOptions) =>
        withStore(world, options, async (store) => {
          const { feedId, url } = await feedOf(store, wanted);
          if (name === 'pause') await pause(feedId, store, world);
          else await store.feeds.resume(feedId, world.now().toISOString());
          line(`${name === 'pause' ? 'paused' : 'resumed'}: ${text(url)}`);
        }),
      );
    examples(command, `feeds ${name} https://news.example/rss`);
  };
  change('pause', 'stop polling a feed; its articles stay');
  change('resume', 'poll a feed again, now');
}

/** Its last task, by which fetch-feed leaves the hub of a feed that has one. */
async function pause(feedId: FeedId, { feeds, sqs, queueUrls }: Store, { now }: World) {
  await feeds.pause(feedId, 'operator');
  const send = sqsTaskSender<FetchFeedTask>(sqs, queueUrls.feeds);
  await send([{ version: 1, feedId, dueAt: now().toISOString() }]);
}

function importCommand(feeds: Command, world: World): void {
  const { line, text } = printerOf(world);
  const command = onStore(
    feeds.command('import').description('add the feeds of an OPML or YAML file'),
  )
    .argument('<file>', 'OPML, or YAML like feeds.yaml')
    .action(async (file: string, options: StoreOptions) => {
      const content = new TextDecoder().decode(await readInput(world, file));
      const { pollable: listings, refused } = splitPollable(parseListings(content, file));
      for (const { url, problem } of refused) world.err(`left out ${text(url)}: ${problem}\n`);
      await withStore(world, { ...options, create: true }, async (store) => {
        let added = 0;
        for (const listing of listings) {
          // Twenty thousand take minutes, and whoever follows the schedule looks back over three.
          const feed = newFeed(listing, 'cli', world.now().toISOString());
          if ((await store.feeds.add(feed)) === 'added') added++;
        }
        line(`${counted(added, 'feed')} added, ${listings.length - added} already there`);
      });
    });
  examples(
    command,
    'feeds import subscriptions.opml',
    'feeds import feeds.yaml --stack Newsloom-dev',
  );
}

function parseListings(content: string, file: string): readonly FeedListing[] {
  const listings = /^\ufeff?\s*</.test(content)
    ? parseSubscriptions(content, file)
    : parseFeedList(parseYaml(content, file) ?? { feeds: [] }, file);
  if (listings.length > 0) return listings;
  throw new CommandError(`${file} lists no feed; it must be OPML, or YAML like feeds.yaml`);
}

function parseSubscriptions(content: string, file: string): readonly FeedListing[] {
  try {
    return parseOpml(content);
  } catch (cause) {
    throw new CommandError(`${file}: ${(cause as Error).message}`, { cause });
  }
}

function parseYaml(content: string, file: string): unknown {
  try {
    return parse(content, { maxAliasCount: 0 });
  } catch (cause) {
    // After its first line the message shows the place in the file, which may be no text at all.
    const [problem = ''] = (cause as Error).message.split(/:?\n/);
    const words = problem.slice(0, longestProblem);
    throw new CommandError(`${file} is neither OPML nor YAML: ${words}`, { cause });
  }
}

function exportCommand(feeds: Command, world: World): void {
  type Options = StoreOptions & { readonly format: string };
  const command = onStore(
    feeds.command('export').description('write every feed to standard output'),
  )
    .option('--format <format>', 'opml or yaml', formatOption, 'opml')
    .action((options: Options) =>
      withStore(world, options, async (store) => {
        const listings: FeedListing[] = [];
        for await (const feed of store.feeds.list()) listings.push(listingOf(feed));
        const text =
          options.format === 'opml' ? generateOpml(listings) : stringify({ feeds: listings });
        world.out(text.endsWith('\n') ? text : `${text}\n`);
      }),
    );
  examples(command, 'feeds export > feeds.opml', 'feeds export --format yaml > feeds.yaml');
}

const listingOf = ({ url, name, tags, language, obeyRobots, everyMinutes }: Feed): FeedListing => ({
  url,
  ...(name && { name }),
  tags,
  ...(language && { language }),
  ...(obeyRobots !== undefined && { obeyRobots }),
  ...(everyMinutes !== undefined && { everyMinutes }),
});

function formatOption(value: string): string {
  if (value === 'opml' || value === 'yaml') return value;
  throw new CommandError(`--format ${value}: say opml or yaml`, { exitCode: 2 });
}
