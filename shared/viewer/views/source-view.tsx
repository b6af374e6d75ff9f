import type { Child } from 'hono/jsx';
import type { PollingState } from '../../model/feed.ts';
import type { SourcePage } from '../sources-page.ts';
import { Delay, Failures, Instants, nameOf, Quiet, State } from './feed-health.tsx';
import { Sparkline } from './sparkline.tsx';
import { At, durationOf, Isolated, languageOf, Outward } from './words.tsx';

/** One feed with its newest articles. */
export const SourceView = ({ page }: { page: SourcePage }) => (
  <>
    <h1>
      <Isolated text={nameOf(page.feed)} />
    </h1>
    <p class="meta">
      <State source={page} />
      <Outward url={page.feed.url} text={page.feed.url} />
    </p>
    <ul class="tiles">
      <Tile name="Articles a day, 14 days">
        <Sparkline values={page.perDay} label={`Articles a day: ${page.perDay.join(', ')}`} />
      </Tile>
      <Tile name="Delay from publication to storing">
        <Delay source={page} />
      </Tile>
      <Tile name="Polls that found nothing new">
        <Quiet source={page} />
      </Tile>
      <Tile name="Polls that failed">
        <Failures source={page} />
      </Tile>
    </ul>
    <Polling page={page} />
    <Newest page={page} />
  </>
);

const Tile = ({ name, children }: { name: string; children: Child }) => (
  <li>
    <small>{name}</small>
    {children}
  </li>
);

const Polling = ({ page }: { page: SourcePage }) => {
  const { polling, pollEveryMinutes } = page.feed;
  return (
    <dl class="facts">
      <dt>Polls</dt>
      <dd>
        {pollEveryMinutes !== undefined && `every ${durationOf(pollEveryMinutes * 60)}, `}
        <Instants source={page} />
      </dd>
      <dt>Its server</dt>
      <dd>{mannerOf(polling)}</dd>
      {polling.hub !== undefined && (
        <>
          <dt>Hub</dt>
          <dd>
            <Outward url={polling.hub} text={polling.hub} />
          </dd>
        </>
      )}
      {polling.lastError !== undefined && (
        <>
          <dt>Last failure</dt>
          <dd>
            <Isolated text={polling.lastError} />
          </dd>
        </>
      )}
    </dl>
  );
};

/** How it answered when it was last written down. */
function mannerOf({ etag, lastModified, lastFullAt, lastSuccessAt }: PollingState): string {
  if (lastSuccessAt === undefined) return 'has not answered well yet';
  if (etag === undefined && lastModified === undefined)
    return 'gives nothing to ask by whether the list has changed: it sends the whole list each time';
  return lastFullAt !== undefined && lastFullAt < lastSuccessAt
    ? 'answers “not modified” (304) where nothing has changed'
    : 'gives a mark of what it sent; it sent the whole list when it was last written down';
}

const Newest = ({ page: { articles } }: { page: SourcePage }) => (
  <section class="part" aria-labelledby="newest">
    <h2 id="newest">Newest articles</h2>
    {articles.length === 0 && <p class="note">None is stored.</p>}
    <ul class="brief">
      {articles.map(({ articleId, title, language, publishedAt, direction }) => (
        <li dir={direction} {...languageOf(language)}>
          <a href={`/articles/${articleId}`}>{title}</a>
          <span class="by">
            <At at={publishedAt} />
          </span>
        </li>
      ))}
    </ul>
  </section>
);
