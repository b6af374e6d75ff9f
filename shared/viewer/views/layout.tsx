import type { Child } from 'hono/jsx';
import { assetVersion } from '../assets.ts';

type Props = {
  readonly title: string;
  /** Which of the three parts of the site this is. */
  readonly part: 'stories' | 'sources' | 'flow';
  readonly storeName: string;
  readonly query?: string;
  /** Whether the page renews itself while it is open. */
  readonly isLive?: boolean;
  readonly children: Child;
};

const parts = [
  ['stories', '/', 'Stories'],
  ['sources', '/sources', 'Sources'],
  ['flow', '/flow', 'Flow'],
] as const;

/** The frame of every view. */
export const Layout = ({ title, part, storeName, query = '', isLive, children }: Props) => (
  <html lang="en" dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · Newsloom`}</title>
      <link rel="stylesheet" href={`/style.css?v=${assetVersion}`} />
      <link rel="icon" href="data:," />
      {isLive && <script type="module" src={`/live.js?v=${assetVersion}`} />}
    </head>
    <body>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="masthead">
        <p class="name">
          <a href="/">Newsloom</a> <small>{storeName}</small>
        </p>
        <nav aria-label="Parts">
          {parts.map(([key, href, name]) => (
            <a href={href} {...(key === part && { 'aria-current': 'page' })}>
              {name}
            </a>
          ))}
        </nav>
        <search>
          <form action="/" method="get">
            <label for="q" class="unseen">
              Search titles and terms
            </label>
            <input
              id="q"
              name="q"
              type="search"
              dir="auto"
              value={query}
              placeholder="Titles, names, terms"
            />
            <button type="submit">Search</button>
          </form>
        </search>
      </header>
      <main id="content" tabindex={-1}>
        {children}
      </main>
      <footer>All times are UTC.</footer>
    </body>
  </html>
);
