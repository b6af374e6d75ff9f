import robotsParser from 'robots-parser';

/** RFC 9309, 2.5: at least 500 KiB must be read; what comes after may be left out. */
const maxBytes = 500 * 1024;
/** Every character of a rule may be matched against every one of an address. */
const maxRulesLength = 100_000;
const maxRuleLength = 1000;
const maxMatchedPath = 2000;
/** A host that asks for more between two requests would never be read. */
const maxCrawlDelaySeconds = 60;

/**
 * The part of a robots.txt that concerns one agent: the groups that name it, or else those for all.
 *
 * Kept in place of the whole, which may be half a megabyte about other robots.
 *
 * @example
 * robotsFor('newsloom', 'User-agent: *\nDisallow: /private\n') // 'User-agent: *\nDisallow: /private'
 */
export function robotsFor(agent: string, bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, maxBytes));
  const groups = readGroups(text);
  const own = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
  const kept = ['User-agent: *'];
  let length = 0;
  for (const rule of chosen.flatMap((group) => group.rules)) {
    length += rule.length;
    if (length > maxRulesLength) break;
    kept.push(rule);
  }
  return kept.join('\n');
}

/**
 * Tells whether rules kept by {@link robotsFor} let us ask for an address (RFC 9309).
 *
 * @example
 * isAllowed('User-agent: *\nDisallow: /private', 'https://news.example/private/a') // false
 */
export function isAllowed(rules: string, url: string): boolean {
  const { origin, pathname, search } = new URL(url);
  const asked = `${origin}${`${pathname}${search}`.slice(0, maxMatchedPath)}`;
  return robotsParser(`${origin}/robots.txt`, rules).isAllowed(asked, '*') !== false;
}

/**
 * The seconds between two requests that a host asks for, within reason.
 *
 * @example
 * crawlDelayOf('User-agent: *\nCrawl-delay: 5') // 5
 */
export function crawlDelayOf(rules: string): number | undefined {
  const delay = robotsParser('https://any.invalid/robots.txt', rules).getCrawlDelay('*');
  if (delay === undefined || !(delay > 0)) return undefined;
  return Math.min(delay, maxCrawlDelaySeconds);
}

type Group = { readonly agents: string[]; readonly rules: string[] };

/** Lines of agents that follow each other open one group together; what stands between groups is not ours. */
function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  let group: Group | undefined;
  for (const line of text.split(/\r\n?|\n/)) {
    const bare = (line.split('#', 1)[0] ?? '').trim();
    const colon = bare.indexOf(':');
    if (colon < 0 || bare.length > maxRuleLength) continue;
    const name = bare.slice(0, colon).trim().toLowerCase();
    const value = bare.slice(colon + 1).trim();
    if (name === 'user-agent') {
      if (group === undefined || group.rules.length > 0) {
        group = { agents: [], rules: [] };
        groups.push(group);
      }
      group.agents.push((value.split(/[/\s]/, 1)[0] ?? '').toLowerCase());
    } else if (group !== undefined && /^(?:allow|disallow|crawl-delay)$/.test(name)) {
      group.rules.push(`${name}: ${value}`);
    }
  }
  return groups;
}

/**
 * The sitemaps that a robots.txt names, which are open to all agents.
 *
 * @example
 * sitemapsIn(bytesOf('Sitemap: https://news.example/news.xml')) // ['https://news.example/news.xml']
 */
export function sitemapsIn(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes.subarray(0, maxBytes));
  return text
    .split(/\r\n?|\n/)
    .flatMap((line) => /^\s{0,99}sitemap\s{0,9}:\s{0,99}(\S{1,2048})/i.exec(line)?.[1] ?? [])
    .slice(0, 100);
}
