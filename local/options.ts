import { Command, InvalidArgumentError } from 'commander';
import { rightsPolicy } from '../shared/config/rights-policy.ts';
import { parseUrl } from '../shared/url/parse-url.ts';

/** What `npm start` was asked to do. */
export type StartOptions = {
  /** Feeds to poll in place of the sample newsroom. */
  readonly feeds: readonly string[];
  readonly opml?: string;
  /** A folder of saved pages to serve under their own URLs. */
  readonly web?: string;
  readonly keepRunning?: boolean;
  /** Serves the page to look at. */
  readonly view: boolean;
  /** Asks robots.txt for feeds, too. */
  readonly obeyRobots?: boolean;
  /** What is stored of pages whose publishers reserve something: `noai=facts,tdm=nothing`. */
  readonly rights?: string;
  /** So many pages a day that related blocks point to are fetched, too. */
  readonly followRelated?: number;
  /** Takes pushes from WebSub hubs on this port of the loopback interface. */
  readonly websubPort?: number;
  /** By which address hubs reach that port, where it is not its own: that of a tunnel. */
  readonly websubUrl?: string;
  /** Where tables, queues and raw pages are kept. */
  readonly folder: string;
};

export const usualFolder = '.newsloom';

/**
 * Reads the command line.
 *
 * @throws CommanderError when help was asked for and printed, or what is wrong was said
 */
export function parseOptions(args: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description(
      'Runs the whole pipeline on this machine: the sample newsroom, unless told otherwise.',
    )
    .exitOverride()
    .showHelpAfterError('(--help shows what is possible)')
    .option('--feed <url>', 'poll this feed (repeatable)', collectUrl)
    .option('--opml <file>', 'poll the feeds of an OPML file')
    .option(
      '--web <folder>',
      'serve saved pages under their own URLs (manifest.json) and run over them',
    )
    .option('--keep-running', 'go on polling on schedule until Ctrl-C')
    .option('--no-view', 'do without the page to look at')
    .option('--obey-robots', 'ask robots.txt for feeds, too (for articles it always is)')
    .option('--rights <policy>', 'what is stored of reserved pages: noai=facts,tdm=nothing', policy)
    .option(
      '--follow-related <count>',
      'fetch so many related pages of a site a day, too',
      pageCount,
    )
    .option('--websub-port <port>', 'take pushes from hubs on this port of 127.0.0.1', portNumber)
    .option('--websub-url <url>', 'how hubs reach that port, if through a tunnel', oneUrl)
    .option('--folder <folder>', 'where tables, queues and raw pages are kept', usualFolder)
    .addHelpText(
      'after',
      `
Examples:
  npm start                                             the sample newsroom, two days of it
  npm start -- --feed https://news.example/rss --keep-running
  npm start -- --web ./saved-pages
  rm -r .newsloom                                       forget everything`,
    )
    .parse(args, { from: 'user' });

  const { feed = [], ...rest } = command.opts<Omit<StartOptions, 'feeds'> & { feed?: string[] }>();
  if (rest.websubUrl !== undefined && rest.websubPort === undefined)
    command.error('error: --websub-url says how hubs reach --websub-port, which is missing');
  return { ...rest, feeds: feed };
}

const collectUrl = (value: string, urls: string[] = []): string[] => [...urls, oneUrl(value)];

function oneUrl(value: string): string {
  if (!/^https?:$/.test(parseUrl(value)?.protocol ?? ''))
    throw new InvalidArgumentError('It is an http or https URL.');
  return value;
}

function policy(value: string): string {
  const { error } = rightsPolicy.safeParse(value);
  if (error !== undefined)
    throw new InvalidArgumentError(error.issues.map(({ message }) => message).join('; '));
  return value;
}

function pageCount(value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new InvalidArgumentError('A whole number from 1 on.');
  return Number(value);
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}
