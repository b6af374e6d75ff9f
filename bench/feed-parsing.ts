/**
 * How fast feeds are parsed, ours beside feedsmith, each in a process of its own.
 *
 *   node --import tsx bench/feed-parsing.ts
 */
import { execFileSync } from 'node:child_process';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import { NotAFeedError } from '../shared/errors.ts';
import { parseFeed } from '../shared/feed/parse-feed.ts';
import { cpuSeconds } from './cpu-seconds.ts';

const [, script = '', task, argument = ''] = process.argv;

const parseOurs = (bytes: Uint8Array): number => {
  try {
    return parseFeed({ bytes, url: 'https://bench.example/feed', headers: {} }).entries.length;
  } catch (error) {
    if (error instanceof NotAFeedError) return 0;
    throw error;
  }
};

const parsers: Record<string, (bytes: Uint8Array) => number> = {
  ours: parseOurs,
  feedsmith: (bytes) =>
    parseWithFeedsmith(new TextDecoder().decode(bytes)).feed === undefined ? 0 : 1,
};

/** A feed of full articles, as a newspaper's: a third markup, with references and relative links. */
function newspaper(entries: number): Uint8Array {
  const paragraph =
    '<p>The ferry &amp; the quay reopened <a href="https://courier.example/map">on Friday</a>, said Maud Ferris.</p>';
  const items = Array.from(
    { length: entries },
    (_, n) =>
      `<item><title>Report ${n} &amp; more</title><link>https://courier.example/${n}</link><guid isPermaLink="false">c-${n}</guid>` +
      `<pubDate>Tue, 03 Jun 2025 08:00:00 GMT</pubDate><dc:creator>Ada Osei</dc:creator><category>Harbour</category>` +
      `<description>A short summary of report ${n}.</description><content:encoded><![CDATA[${paragraph.repeat(12)}]]></content:encoded></item>`,
  );
  return new TextEncoder().encode(
    `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">` +
      `<channel><title>Courier</title><link>https://courier.example/</link>${items.join('')}</channel></rss>`,
  );
}

function measureSpeed(parser: string): object {
  const feed = newspaper(40);
  const parse = parsers[parser] ?? parseOurs;
  const runs = Array.from({ length: 8 }, () =>
    cpuSeconds(() => {
      for (let n = 0; n < 50; n++) parse(feed);
    }),
  );
  return { parser, 'MB/s of CPU': Math.round((feed.length * 50) / 1e5 / Math.min(...runs)) / 10 };
}

const inOwnProcess = (...args: string[]): object =>
  JSON.parse(
    execFileSync(process.execPath, [...process.execArgv, script, ...args], { encoding: 'utf8' }),
  ) as object;

if (task === '--speed') console.log(JSON.stringify(measureSpeed(argument)));
else console.table(Object.keys(parsers).map((parser) => inOwnProcess('--speed', parser)));
