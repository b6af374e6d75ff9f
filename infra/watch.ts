import type { Alarms } from './constructs/alarms.ts';
import type { PollSchedule } from './constructs/poll-schedule.ts';
import type { QuarantineQueue, WorkQueue } from './constructs/work-queue.ts';
import type { Functions } from './functions.ts';

type Watched = {
  readonly alarms: Alarms;
  readonly feedQueue: WorkQueue;
  readonly articleQueue: WorkQueue;
  readonly linkQueue: WorkQueue;
  readonly quarantine: QuarantineQueue;
};

/** What an operator is told of; each heading stands in docs/runbook.md. */
export function watch(parts: Watched, functions: Functions, schedule: PollSchedule): void {
  const { alarms, feedQueue, articleQueue, linkQueue, quarantine } = parts;
  const queues = { Feed: feedQueue, Article: articleQueue, Link: linkQueue };
  for (const [name, { queue, deadLetters }] of Object.entries(queues)) {
    alarms.onAnyMessage(`${name}DeadLetters`, deadLetters, {
      heading: 'Dead letters',
      what: `Tasks of the ${name.toLowerCase()} queue failed again and again.`,
    });
    const text = {
      heading: 'Old messages',
      what: `Tasks of the ${name.toLowerCase()} queue wait for too long.`,
    };
    alarms.onAge(`${name}QueueAge`, queue, { minutes: 60, text });
  }
  alarms.onAnyMessage('ScheduleDeadLetters', schedule.deadLetters, {
    heading: 'Schedule dead letters',
    what: 'The schedule could not start poll-feeds.',
  });
  alarms.onAnyMessage('Quarantine', quarantine.queue, {
    heading: 'Quarantine',
    what: 'Messages were set aside that can never succeed.',
  });
  for (const [name, step] of Object.entries(functions))
    alarms.onErrors(`${name.charAt(0).toUpperCase()}${name.slice(1)}Errors`, step.function, {
      heading: 'Function errors',
      what: `The function ${step.node.id} fails as a whole.`,
    });
  alarms.onSilence('PollFeedsSilent', functions.pollFeeds.function, {
    heading: 'No polling',
    what: 'poll-feeds has not run for a quarter of an hour.',
  });
  if (functions.webSub !== undefined)
    alarms.onThrottles('WebSubThrottles', functions.webSub.function, {
      heading: 'Throttled hubs',
      what: 'Calls to the address for WebSub hubs are turned away.',
    });
}
