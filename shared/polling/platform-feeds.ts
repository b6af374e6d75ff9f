type Platform = {
  readonly host: RegExp;
  readonly path: RegExp;
  /** The feed's address, relative to the site; `$1` and so on are what the path held. */
  readonly feed: string;
};

/** Where platforms keep the feeds of what they host. */
const platforms: readonly Platform[] = [
  {
    host: /(^|\.)youtube\.com$/,
    path: /^\/channel\/([\w-]{1,60})/,
    feed: '/feeds/videos.xml?channel_id=$1',
  },
  {
    host: /(^|\.)youtube\.com$/,
    path: /^\/user\/([\w-]{1,60})/,
    feed: '/feeds/videos.xml?user=$1',
  },
  { host: /^medium\.com$/, path: /^\/(@?[\w.-]{1,60})/, feed: '/feed/$1' },
  { host: /\.medium\.com$/, path: /^/, feed: '/feed' },
  { host: /\.substack\.com$/, path: /^/, feed: '/feed' },
  { host: /(^|\.)reddit\.com$/, path: /^\/((?:r|user)\/[\w-]{1,60})/, feed: '/$1/.rss' },
  {
    host: /^github\.com$/,
    path: /^\/([\w.-]{1,100}\/[\w.-]{1,100})\/?$/,
    feed: '/$1/releases.atom',
  },
  { host: /^github\.com$/, path: /^\/([\w.-]{1,100})\/?$/, feed: '/$1.atom' },
  { host: /\.blogspot\.[a-z.]{2,6}$/, path: /^/, feed: '/feeds/posts/default' },
  { host: /\.wordpress\.com$/, path: /^/, feed: '/feed/' },
  { host: /\.tumblr\.com$/, path: /^/, feed: '/rss' },
  { host: /\.ghost\.io$/, path: /^/, feed: '/rss/' },
  { host: /\.livejournal\.com$/, path: /^/, feed: '/data/rss' },
  { host: /^bsky\.app$/, path: /^\/profile\/([\w.:-]{1,100})/, feed: '/profile/$1/rss' },
  { host: /^dev\.to$/, path: /^\/([\w-]{1,60})\/?$/, feed: '/feed/$1' },
  // Mastodon lives on hosts of any name.
  { host: /./, path: /^\/(@[\w.-]{1,60})\/?$/, feed: '/$1.rss' },
];

/** The same for software that anybody can run, by what it calls itself in `meta generator`. */
const generators: readonly (readonly [name: RegExp, feed: string])[] = [
  [/wordpress/i, '/feed/'],
  [/blogger/i, '/feeds/posts/default'],
  [/hugo/i, '/index.xml'],
  [/jekyll|eleventy/i, '/feed.xml'],
  [/ghost/i, '/rss/'],
  [/drupal/i, '/rss.xml'],
  [/hexo|gatsby/i, '/atom.xml'],
  [/joomla/i, '/?format=feed&type=rss'],
  [/squarespace/i, '/?format=rss'],
  [/wix/i, '/blog-feed.xml'],
  [/movable type|typepad/i, '/atom.xml'],
];

/**
 * Where the platform of a site keeps its feed, as far as address and generator tell.
 *
 * @example
 * platformFeeds('https://town.substack.com/', undefined) // ['https://town.substack.com/feed']
 */
export function platformFeeds(url: string, generator: string | undefined): string[] {
  const { hostname, pathname } = new URL(url);
  const hosted = platforms.flatMap(({ host, path, feed }) => {
    const found = host.test(hostname) ? path.exec(pathname) : null;
    return found === null ? [] : feed.replace('$1', () => found[1] ?? '');
  });
  const run = generators.flatMap(([name, feed]) => (name.test(generator ?? '') ? feed : []));
  return [...hosted.slice(0, 1), ...run.slice(0, 1)].map((feed) => new URL(feed, url).href);
}
