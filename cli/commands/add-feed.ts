import { type Command, InvalidArgumentError } from 'commander';
import { parseFeedList } from '../../shared/config/feed-list.ts';
import { newFeed } from '../../shared/pipeline/polling/apply-feed-list.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { findFeed } from '../find-feed.ts';
import { examples, languageOption, onStore, type StoreOptions, urlOption } from '../options.ts';
import { counted, printerOf } from '../print/printer.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

type Listing = StoreOptions & {
  readonly name?: string;
  readonly tag: readonly string[];
  readonly language?: string;
  readonly obeyRobots?: boolean;
  readonly every?: number;
  readonly unchecked?: boolean;
};

/** `newsloom feeds add`: of a feed, or of a site whose feed is looked for. */
export function addFeedCommand(feeds: Command, world: World): void {
  const command = onStore(feeds.command('add').description('poll a feed from now on'))
    .argument('<url>', 'a feed, or a site whose feed is to be found', urlOption)
    .option('--name <name>', 'what to call it')
    .option(
      '--tag <tag>',
      'a tag (repeatable)',
      (tag: string, tags: string[]) => [...tags, tag],
      [],
    )
    .option('--language <language>', 'BCP 47: en, ar, zh-Hant', languageOption)
    .option('--obey-robots', 'ask robots.txt for the feed, too')
    .option('--no-obey-robots', 'do not, whatever the stage says')
    .option(
      '--every <minutes>',
      'ask at least so often, whatever its rhythm (15 to 1440)',
      everyOption,
    )
    .option('--unchecked', 'add the address as it stands, without asking the site')
    .action((url: string, options: Listing) => addFeed(url, options, world));
  examples(
    command,
    'feeds add https://news.example/rss --tag world --language en',
    'feeds add https://news.example/',
  );
}

function everyOption(value: string): number {
  const minutes = /^\d{2,4}$/.test(value) ? Number(value) : 0;
  if (minutes < 15 || minutes > 1440) throw new InvalidArgumentError('Minutes, from 15 to 1440.');
  return minutes;
}

async function addFeed(given: string, options: Listing, world: World): Promise<void> {
  const { name, tag, language, obeyRobots, every, unchecked, ...where } = options;
  const { line, text } = printerOf(world);
  const url = unchecked ? given : await check(given, world);
  const wanted = {
    ...{ url, tags: tag },
    ...(name && { name }),
    ...(language && { language }),
    ...(obeyRobots !== undefined && { obeyRobots }),
    ...(every !== undefined && { everyMinutes: every }),
  };
  const [listing = wanted] = parseFeedList({ feeds: [wanted] }, 'the feed');
  await withStore(world, { ...where, create: true }, async (store) => {
    const outcome = await store.feeds.add(newFeed(listing, 'cli', world.now().toISOString()));
    line(`${outcome === 'added' ? 'added' : 'already there'}: ${text(url)}  ${feedIdOf(url)}`);
  });
}

/** The address to add; what there is to say of it goes to standard error. */
async function check(given: string, world: World): Promise<string> {
  const { text } = printerOf(world);
  const found = await findFeed(given, world.fetchWeb);
  if (found.kind === 'unreachable') {
    world.err(`note: added unseen, since ${text(found.problem)}\n`);
    return given;
  }
  if (found.url !== given)
    world.err(`found ${found.title ? `“${text(found.title)}”` : 'a feed'} at ${text(found.url)}\n`);
  if (found.others.length > 0) {
    world.err(`the site announces ${counted(found.others.length, 'more feed')}:\n`);
    for (const other of found.others.slice(0, 10)) world.err(`  ${text(other)}\n`);
  }
  return found.url;
}
