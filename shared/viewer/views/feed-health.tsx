import type { Feed, PollDay } from '../../model/feed.ts';
import type { SourceHealth } from '../sources-page.ts';
import { Sparkline } from './sparkline.tsx';
import { At, counted, durationOf } from './words.tsx';

type Props = { readonly source: SourceHealth };

export const nameOf = ({ name, polling, url }: Feed): string => name ?? polling.title ?? url;

/** When it was asked last, as far as that was written, and when it will be next. */
export const Instants = ({ source: { feed, nextPollAt } }: Props) => (
  <>
    {feed.polling.lastPolledAt === undefined ? (
      'not asked yet'
    ) : (
      <>
        last <At at={feed.polling.lastPolledAt} />
      </>
    )}
    {nextPollAt !== undefined && (
      <>
        , next <At at={nextPollAt} />
      </>
    )}
  </>
);

/** Well, silent, failing, paused or gone. */
export const State = ({ source: { feed, isSilent } }: Props) => {
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

/** From publication to storing. */
export const Delay = ({ source: { delays, delaySeconds } }: Props) => (
  <>
    {delays.length > 1 && (
      <Sparkline
        values={delays}
        label={`Delay of the newest ${delays.length} articles: ${durationOf(Math.max(...delays))} at most`}
      />
    )}
    {delaySeconds === undefined ? (
      <small title="No article has come out since the feed was added">not known yet</small>
    ) : (
      <small>{durationOf(delaySeconds)}</small>
    )}
  </>
);

/** Polls that found nothing new. */
export const Quiet = ({ source: { polls } }: Props) => {
  const [all, quiet] = [total(polls, 'polls'), total(polls, 'quiet')];
  if (all === 0) return <small>not known yet</small>;
  return (
    <>
      {polls.length > 1 && (
        <Sparkline
          values={polls.map((day) => (day.quiet / day.polls) * 100)}
          label={`Share of polls a day that found nothing new: ${polls.map(shareOf).join(', ')}`}
        />
      )}
      <small>
        {shareOf({ polls: all, quiet })} of {counted(all, 'poll')}
      </small>
    </>
  );
};

const shareOf = ({ polls, quiet }: Pick<PollDay, 'polls' | 'quiet'>): string =>
  `${Math.round((quiet / polls) * 100)}%`;

/** Polls that failed; a line is drawn where there were some. */
export const Failures = ({ source: { polls } }: Props) => {
  const failed = total(polls, 'failed');
  return (
    <>
      {failed > 0 && polls.length > 1 && (
        <Sparkline
          values={polls.map((day) => day.failed)}
          label={`Failures a day: ${polls.map((day) => day.failed).join(', ')}`}
          isBad
        />
      )}
      <small>{total(polls, 'polls') === 0 ? '–' : failed === 0 ? 'none' : String(failed)}</small>
    </>
  );
};

export const total = (days: readonly PollDay[], what: Exclude<keyof PollDay, 'day'>): number =>
  days.reduce((sum, day) => sum + day[what], 0);
