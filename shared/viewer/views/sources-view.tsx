import type { Feed } from '../../model/feed.ts';
import type { SourceHealth, SourcePage, SourcesPage } from '../sources-page.ts';
import { Sparkline } from './sparkline.tsx';
import { Wide } from './wide.tsx';
import { At, counted, durationOf, Isolated, languageOf, Outward } from './words.tsx';

/** Each feed's health. */
export const SourcesView = ({ page }: { page: SourcesPage }) => (
  <>
    <h1>Sources</h1>
    {page.sources.length === 0 && (
      <p class="note">
        There are no feeds. Add one: <code>newsloom feeds add https://news.example/</code>
      </p>
    )}
    <Wide label="Feeds">
      <table class="sources">
        <thead>
          <tr>
            <th scope="col">Feed</th>
            <th scope="col">Articles, 14 days</th>
            <th scope="col">Delay</th>
            <th scope="col">Asked every</th>
            <th scope="col">Last and next poll</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {page.sources.map((source) => (
            <Row source={source} />
          ))}
        </tbody>
      </table>
    </Wide>
    {page.next !== undefined && (
      <p class="more">
        <a href={`/sources?after=${page.next}`}>The next feeds</a>
      </p>
    )}
  </>
);

const Row = ({ source }: { source: SourceHealth }) => {
  const { feed, perDay, delaySeconds } = source;
  const { polling } = feed;
  return (
    <tr>
      <th scope="row">
        <a href={`/sources/${feed.feedId}`}>
          <Isolated text={nameOf(feed)} />
        </a>
        <small>
          <bdi dir="ltr">{feed.url}</bdi>
        </small>
      </th>
      <td>
        <Sparkline values={perDay} label={`Articles a day: ${perDay.join(', ')}`} />
      </td>
      <td>{delaySeconds === undefined ? '–' : durationOf(delaySeconds)}</td>
      <td>
        {polling.intervalMinutes === undefined ? '–' : durationOf(polling.intervalMinutes * 60)}
      </td>
      <td>
        <Instants source={source} />
      </td>
      <td>
        <State source={source} />
      </td>
    </tr>
  );
};

const Instants = ({ source: { feed, nextPollAt } }: { source: SourceHealth }) => (
  <>
    {feed.polling.lastPolledAt === undefined ? 'never' : <At at={feed.polling.lastPolledAt} />}
    {nextPollAt !== undefined && (
      <>
        , <At at={nextPollAt} />
      </>
    )}
  </>
);

const State = ({ source: { feed, isSilent } }: { source: SourceHealth }) => {
  const { failures, lastError } = feed.polling;
  if (feed.status !== 'active') return <span class="tag warn">{feed.status}</span>;
  return (
    <>
      {failures > 0 && (
        <span class="tag warn" title={lastError}>
          {counted(failures, 'failure')}
        </span>
      )}
      {isSilent && <span class="tag warn">silent</span>}
      {failures === 0 && !isSilent && <span class="tag good">well</span>}
    </>
  );
};

const nameOf = ({ name, polling, url }: Feed): string => name ?? polling.title ?? url;

/** One feed with its newest articles. */
export const SourceView = ({ page }: { page: SourcePage }) => {
  const { feed, articles, perDay, delaySeconds } = page;
  const { polling } = feed;
  return (
    <>
      <h1>
        <Isolated text={nameOf(feed)} />
      </h1>
      <p>
        <State source={page} />
      </p>
      <dl class="facts">
        <dt>Feed</dt>
        <dd>
          <Outward url={feed.url} text={feed.url} />
        </dd>
        <dt>Articles a day</dt>
        <dd>
          <Sparkline values={perDay} label={`Articles a day: ${perDay.join(', ')}`} />
        </dd>
        <dt>Delay</dt>
        <dd>
          {delaySeconds === undefined
            ? 'not known yet'
            : `${durationOf(delaySeconds)} from publication to storing, the median of the newest`}
        </dd>
        <dt>Polls</dt>
        <dd>
          <Instants source={page} />
        </dd>
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
      <h2>Newest articles</h2>
      <ul class="brief">
        {articles.map(({ articleId, title, language, publishedAt, direction }) => (
          <li dir={direction} {...languageOf(language)}>
            <a href={`/articles/${articleId}`}>{title}</a>{' '}
            <span class="outlet">
              <At at={publishedAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};
