import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { Hono } from 'hono/tiny';
import type { FeedId } from '../model/ids.ts';
import { readArticlePage } from './article-page.ts';
import { liveScript, style } from './assets.ts';
import { frontPages, type Wanted } from './front-page.ts';
import type { Reading } from './reading.ts';
import { readSourcePage, readSourcesPage } from './sources-page.ts';
import { readStoryPage } from './story-page.ts';
import { ArticleView } from './views/article-view.tsx';
import { FlowView } from './views/flow-view.tsx';
import { FrontView } from './views/front-view.tsx';
import { Layout } from './views/layout.tsx';
import { ProblemView } from './views/problem-view.tsx';
import { SourceView } from './views/source-view.tsx';
import { SourcesView } from './views/sources-view.tsx';
import { StoryView } from './views/story-view.tsx';
import { ownNameOf } from './views/words.tsx';
import { readWanted } from './wanted.ts';

type Part = 'stories' | 'sources' | 'flow';
type Shown = {
  readonly title: string;
  readonly part: Part;
  readonly view: Child;
  readonly query?: string;
  readonly isLive?: boolean;
};

/** Ids are hashes: whatever else stands in an address names nothing. */
const idPattern = /^[a-z0-9]{1,64}$/;
const forever = 'public, max-age=31536000, immutable';

/**
 * The page to look at: stories, articles, sources and flow, as a web application that only reads.
 *
 * It is served by `npm start`, by `newsloom view`, and by a function of the stack where a stage turns
 * that on. Every view is whole without a script, and asks for nothing from elsewhere.
 *
 * @param told of what went wrong; the reader is not told more than that
 */
export function viewerOf(reading: Reading, told: (error: Error) => void = console.error): Hono {
  const app = new Hono();
  const readFrontPage = frontPages(reading);
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });
  const show = (context: Context, shown: Shown, status: 200 | 404 | 500 = 200) =>
    context.html(pageOf(reading, shown), status);

  app.get('/style.css', (context) => asset(context, 'text/css; charset=utf-8', style));
  app.get('/live.js', (context) => asset(context, 'text/javascript; charset=utf-8', liveScript));
  app.get('/', async (context) => {
    const wanted = readWanted(context.req.query());
    const page = await readFrontPage(wanted);
    const query = wanted.query?.text ?? '';
    return show(context, {
      ...{ title: titleOf(wanted), part: 'stories', query, isLive: page.isGrowing },
      view: <FrontView page={page} />,
    });
  });
  addDocuments(app, reading, show);
  addSources(app, reading, show);
  app.notFound((context) => show(context, nowhere('There is no such page.'), 404));
  app.onError((error, context) => {
    told(error);
    return show(context, failed, 500);
  });
  return app;
}

/** What is asked of the front page, for the title of its window. */
const titleOf = ({ query, day, language, source }: Wanted): string =>
  [query?.text, day, language && ownNameOf(language), source].filter(Boolean).join(', ') ||
  'Stories';

type Show = (
  context: Context,
  shown: Shown,
  status?: 200 | 404 | 500,
) => Response | Promise<Response>;

/** A story, an article. */
function addDocuments(app: Hono, reading: Reading, show: Show): void {
  app.get('/stories/:id', async (context) => {
    const id = context.req.param('id');
    const page = idPattern.test(id) ? await readStoryPage(reading, id) : undefined;
    if (page === undefined)
      return show(
        context,
        nowhere(`No story ${id} is stored. Its articles may have been taken down.`),
        404,
      );
    const { headline } = page.story;
    return show(context, { title: headline, part: 'stories', view: <StoryView page={page} /> });
  });
  app.get('/articles/:id', async (context) => {
    const id = context.req.param('id');
    const page = idPattern.test(id) ? await readArticlePage(reading, id) : undefined;
    if (page === undefined)
      return show(
        context,
        nowhere(`No article ${id} is stored. A page may point to it and no feed have brought it.`),
        404,
      );
    const title = 'title' in page.record ? page.record.title : page.record.url;
    return show(context, { title, part: 'stories', view: <ArticleView page={page} /> });
  });
}

/** Feeds, and what the pipeline does with them. */
function addSources(app: Hono, reading: Reading, show: Show): void {
  app.get('/sources', async (context) => {
    const page = await readSourcesPage(reading, context.req.query('after'));
    return show(context, { title: 'Sources', part: 'sources', view: <SourcesView page={page} /> });
  });
  app.get('/sources/:id', async (context) => {
    const id = context.req.param('id');
    const page = idPattern.test(id) ? await readSourcePage(reading, id as FeedId) : undefined;
    if (page === undefined) return show(context, nowhere(`No feed ${id} is stored.`), 404);
    return show(context, {
      title: page.feed.url,
      part: 'sources',
      view: <SourceView page={page} />,
    });
  });
  app.get('/flow', async (context) => {
    const flow = await reading.flow();
    return show(context, {
      ...{ title: 'Flow', part: 'flow', isLive: true },
      view: <FlowView flow={flow} />,
    });
  });
}

const pageOf = ({ name }: Reading, { view, ...shown }: Shown): string =>
  `<!doctype html>${(
    <Layout storeName={name} {...shown}>
      {view}
    </Layout>
  )}`;

function asset(context: Context, type: string, text: string): Response {
  return context.body(text, 200, { 'content-type': type, 'cache-control': forever });
}

const nowhere = (advice: string): Shown => ({
  ...{ title: 'Not here', part: 'stories' },
  view: <ProblemView title="Not here" advice={advice} />,
});

const failed: Shown = {
  ...{ title: 'That went wrong', part: 'stories' },
  view: (
    <ProblemView
      title="That went wrong"
      advice="The store could not be read. The log of this page’s server says why; trying again may do."
    />
  ),
};

const policy = [
  "default-src 'none'",
  ...["style-src 'self'", "script-src 'self'", "connect-src 'self'", 'img-src data:'],
  ...["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
].join('; ');

/** Nothing from elsewhere is loaded, nothing stored runs, and outlets do not learn what was read. */
const headers = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
