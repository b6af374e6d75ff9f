import { NotAFeedError, PipelineError } from '../../errors.ts';
import { notAFeed } from '../../feed/not-a-feed.ts';
import { parseFeed } from '../../feed/parse-feed.ts';
import type { FeedFormat } from '../../model/feed.ts';
import { feedCandidates } from '../../polling/feed-candidates.ts';
import { sitemapsIn } from '../../polling/robots.ts';
import type { FetchWeb, WebResponse } from '../../ports/web.ts';
import { parseUrl } from '../../url/parse-url.ts';

/** What was asked for, and what was there. */
export type Attempt = { readonly url: string; readonly result: string };

export type FoundFeed = {
  readonly url: string;
  readonly format: FeedFormat;
  readonly title?: string;
  readonly entries: number;
};

export type Discovery = {
  readonly feed?: FoundFeed;
  /** Further feeds that the site announces; nobody has asked for them. */
  readonly others: readonly string[];
  readonly tried: readonly Attempt[];
};

/** Redirects count: a site sees each as a request. */
const maxRequests = 5;
const guesses = ['/feed', '/rss.xml'];
const lastGuess = '/feed.xml';
const accept =
  'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,' +
  'application/xml;q=0.9,*/*;q=0.5';

/**
 * Finds the feed of a site in at most five requests: what the page announces in its head and
 * headers, what it links to, what its platform is known for, and at last a few guesses and the news
 * sitemap that robots.txt names. Every candidate is read before it counts.
 *
 * Says what it tried, whether it found a feed or not.
 */
export async function discoverFeeds(siteUrl: string, fetchWeb: FetchWeb): Promise<Discovery> {
  const search = new Search(fetchWeb);
  const feed = await search.run(siteUrl);
  const others = search.others.filter((url) => url !== feed?.url);
  return { ...(feed !== undefined && { feed }), others, tried: search.tried };
}

type Looked = FoundFeed | WebResponse | undefined;

class Search {
  readonly tried: Attempt[] = [];
  others: readonly string[] = [];
  readonly #fetchWeb: FetchWeb;
  readonly #asked = new Set<string>();
  #left = maxRequests;

  constructor(fetchWeb: FetchWeb) {
    this.#fetchWeb = fetchWeb;
  }

  async run(siteUrl: string): Promise<FoundFeed | undefined> {
    const first = await this.#look(siteUrl);
    if (isFeed(first)) return first;
    const page = first ?? unanswered(siteUrl);
    const { announced, anchors, platform } = feedCandidates(page);
    this.others = announced;
    const root = page.finalUrl;
    return (
      (await this.#lookAt([...announced, ...anchors, ...platform])) ??
      (await this.#lookAt(guesses.map((path) => new URL(path, root).href))) ??
      (await this.#lookAt(await this.#sitemaps(root))) ??
      (await this.#lookAt([new URL(lastGuess, root).href]))
    );
  }

  /** A page about feeds, as newspapers have, is followed by the feeds that it lists. */
  async #lookAt(urls: readonly string[]): Promise<FoundFeed | undefined> {
    const queue = [...urls];
    for (let url = queue.shift(); url !== undefined && this.#left > 0; url = queue.shift()) {
      const found = await this.#look(url);
      if (isFeed(found)) return found;
      if (found === undefined || found.status !== 200) continue;
      const { announced, anchors } = feedCandidates(found);
      queue.unshift(...[...announced, ...anchors].filter((each) => !this.#asked.has(each)));
    }
    return undefined;
  }

  async #sitemaps(root: string): Promise<string[]> {
    const { origin } = new URL(root);
    const url = `${origin}/robots.txt`;
    const answer = await this.#ask(url);
    if (answer === undefined) return [];
    const listed = answer.status === 200 ? sitemapsIn(answer.body) : [];
    // Absolute by the book (sitemaps.org), relative in some files.
    const named = listed.flatMap((each) => parseUrl(each, url)?.href ?? []).filter(isNamedNews);
    const said = named.length > 0 ? 'names a news sitemap' : 'names no news sitemap';
    this.tried.push({ url, result: answer.status === 200 ? said : `status ${answer.status}` });
    return named.slice(0, 1);
  }

  async #look(url: string): Promise<Looked> {
    const answer = await this.#ask(url);
    if (answer === undefined) return undefined;
    const { status, finalUrl, headers, body } = answer;
    if (status !== 200) {
      const isAskedToLeave = status === 429 || status === 503;
      if (isAskedToLeave) this.#left = 0;
      const end = isAskedToLeave ? '; asked no further' : '';
      this.tried.push({ url, result: `${refusalOf(answer)}${end}` });
      return answer;
    }
    try {
      const feed = parseFeed({ bytes: body, url: finalUrl, headers });
      const { format, entries } = feed;
      this.tried.push({ url, result: `a feed (${format}) with ${entries.length} entries` });
      const { title } = feed.feed;
      return {
        ...{ url: finalUrl, format, entries: entries.length },
        ...(title !== undefined && { title }),
      };
    } catch (error) {
      if (!(error instanceof NotAFeedError)) throw error;
      this.tried.push({ url, result: error.message });
      return answer;
    }
  }

  async #ask(url: string): Promise<WebResponse | undefined> {
    if (this.#left <= 0 || this.#asked.has(url)) return undefined;
    this.#asked.add(url);
    this.#left--;
    try {
      return await this.#fetchWeb({ url, accept, beforeHop: () => this.#hop() });
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      this.tried.push({ url, result: error.message });
      return undefined;
    }
  }

  async #hop(): Promise<void> {
    if (this.#left <= 0) throw new TooManyRequests('one redirect too many');
    this.#left--;
  }
}

class TooManyRequests extends PipelineError {
  override readonly name = 'TooManyRequests';
  readonly code = 'too-many-requests';
  readonly disposition = 'retry';
}

const isFeed = (looked: Looked): looked is FoundFeed => looked !== undefined && 'format' in looked;

const isNamedNews = (url: string): boolean => /news/i.test(new URL(url).pathname);

/** The status, and what the page says that came with it, where that may tell why. */
function refusalOf({ status, body }: WebResponse): string {
  const { message } = notAFeed(new TextDecoder().decode(body));
  const isTelling = status !== 404 && message.startsWith('an HTML page');
  return isTelling ? `status ${status}: ${message}` : `status ${status}`;
}

/** A site whose front page does not answer may have a feed all the same. */
const unanswered = (finalUrl: string): WebResponse => ({
  ...{ status: 0, finalUrl, headers: {}, redirects: [], body: new Uint8Array() },
});
