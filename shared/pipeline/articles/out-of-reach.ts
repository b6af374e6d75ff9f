import type { FetchArticleTask } from '../../messages.ts';
import type { Instant } from '../../model/ids.ts';

/** So often the queue delivers a task whose site does not answer, over an hour; then it is left alone for longer. */
const triesInARow = 3;
/** For so many hours, each time after as many tries; two days in all. */
const pauseHours = [1, 3, 6, 12, 24];
/** Tasks of one outage come back at different times: up to so much of a pause earlier or later. */
const spread = 0.2;

/**
 * When a page is asked for again whose site was out of reach or in trouble.
 *
 * An outage of a day is nothing that a person must be woken for: the task waits it out in its queue,
 * and lands neither among the dead letters nor nowhere.
 *
 * @param tries deliveries of this very message
 * @returns `soon`, when the queue delivers it again; an instant; or `never`
 *
 * @example
 * whenAgain(task, 1, now) // 'soon'
 */
export function whenAgain(
  { articleId, outages = 0 }: Pick<FetchArticleTask, 'articleId' | 'outages'>,
  tries: number,
  now: Date,
): 'soon' | 'never' | Instant {
  if (tries < triesInARow) return 'soon';
  const hours = pauseHours[outages];
  if (hours === undefined) return 'never';
  const share = Number.parseInt(articleId.slice(-4), 16) / 0xff_ff;
  const factor = 1 + spread * (2 * share - 1);
  return new Date(now.getTime() + hours * factor * 3_600_000).toISOString();
}
