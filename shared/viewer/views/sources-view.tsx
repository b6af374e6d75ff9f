import type { SourceHealth, SourcesPage } from '../sources-page.ts';
import { Delay, Failures, Instants, nameOf, Quiet, State } from './feed-health.tsx';
import { Sparkline } from './sparkline.tsx';
import { Wide } from './wide.tsx';
import { counted, durationOf, Isolated } from './words.tsx';

/** Each feed's health. */
export const SourcesView = ({ page }: { page: SourcesPage }) => (
  <>
    <h1>Sources</h1>
    {page.sources.length === 0 && (
      <p class="note">
        There are no feeds. Add one: <code>newsloom feeds add https://news.example/</code>
      </p>
    )}
    {page.sources.length > 0 && (
      <Wide label="Feeds">
        <table class="sources">
          <thead>
            <tr>
              <th scope="col">Feed</th>
              <th scope="col">State</th>
              <th scope="col">Articles, 14 days</th>
              <th scope="col">Delay</th>
              <th scope="col">Polls</th>
              <th scope="col">Nothing new</th>
              <th scope="col">Failed</th>
            </tr>
          </thead>
          <tbody>
            {page.sources.map((source) => (
              <Row source={source} />
            ))}
          </tbody>
        </table>
      </Wide>
    )}
    {page.sources.length > 0 && (
      <p class="note">
        Delay is from publication to storing, the median of the newest articles. Nothing new is the
        share of polls, in the last fortnight, that were answered by “not modified” (304) or by the
        same list again. Such a poll writes nothing: those since a feed was last written are counted
        by its schedule, and “last” may be a day behind.
      </p>
    )}
    {page.next !== undefined && (
      <p class="more">
        <a href={`/sources?after=${page.next}`}>The next feeds</a>
      </p>
    )}
  </>
);

const Row = ({ source }: { source: SourceHealth }) => {
  const { feed, perDay } = source;
  const { pollEveryMinutes } = feed;
  const articles = perDay.reduce((sum, count) => sum + count, 0);
  return (
    <tr>
      <th scope="row">
        <a href={`/sources/${feed.feedId}`}>
          <Isolated text={nameOf(feed)} />
        </a>
        {nameOf(feed) !== feed.url && (
          <small>
            <bdi dir="ltr">{feed.url}</bdi>
          </small>
        )}
      </th>
      <td>
        <State source={source} />
      </td>
      <td>
        <Sparkline values={perDay} label={`Articles a day: ${perDay.join(', ')}`} />
        <small>{counted(articles, 'article')}</small>
      </td>
      <td>
        <Delay source={source} />
      </td>
      <td>
        {pollEveryMinutes === undefined ? '–' : `every ${durationOf(pollEveryMinutes * 60)}`}
        <small>
          <Instants source={source} />
        </small>
      </td>
      <td>
        <Quiet source={source} />
      </td>
      <td>
        <Failures source={source} />
      </td>
    </tr>
  );
};
