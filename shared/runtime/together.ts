import type { BatchLog } from '../adapters/dynamo/change-log.ts';
import type { Gather } from '../adapters/dynamo/reserve-slot.ts';
import { type PackArchive, packPage } from '../adapters/s3/raw-archive.ts';
import { togetherMs } from '../article/change-timing.ts';
import type { Change } from '../model/change.ts';
import type { RawArchive } from '../ports/articles.ts';
import type { ChangeLog } from '../ports/changes.ts';
import type { SendTasks } from '../ports/tasks.ts';
import { gathered, type Patience } from './side-by-side.ts';

/** What an invocation does together, in the order in which a message comes to it. */
const turns = { slots: 0, pages: 1, changes: 2, tasks: 3 };

/** For so long a slot waits for those of other hosts, which come within a round trip of each other. */
const longestForSlotsMs = 50;

/**
 * Reserves the slots of an invocation's hosts at once: one write for all, in place of one for each.
 *
 * @example
 * const hosts = dynamoHostStore(dynamo, table, reservedTogether())
 */
export const reservedTogether =
  (patience?: Patience): Gather =>
  (run) =>
    gathered({
      ...{ run, turn: turns.slots, longestMs: longestForSlotsMs },
      ...(patience !== undefined && { patience }),
    });

/**
 * A sender that waits until all others of the invocation are done or want to send as well.
 *
 * An invocation lasts as long as the slowest of its messages, so the wait costs nothing; ten messages
 * of a request do cost a tenth. What could not be sent fails for all who sent it: each is delivered
 * again, and receivers do not mind a task that comes twice.
 *
 * @example
 * const sendLinkTasks = together(sqsLinkTaskSender(sqs, queueUrl))
 */
export function together<Task>(send: SendTasks<Task>): SendTasks<Task> {
  const sendAll = gathered<readonly Task[], void>({
    turn: turns.tasks,
    async run(lists) {
      await send(lists.flat());
      return [];
    },
  });
  return async (tasks, delaySeconds = 0) => {
    if (tasks.length === 0) return;
    if (delaySeconds > 0) return send(tasks, delaySeconds);
    await sendAll(tasks);
  };
}

/**
 * How long a page waits for those of slower sites. Whoever sends waits for the slowest anyway, so this
 * makes no invocation longer; it bounds what is lost when one is killed, and what is stored late.
 */
const longestForPagesMs = 5000;

/**
 * An archive that puts the pages of one invocation into one object: a PUT is the dearest of all that
 * storing an article takes.
 *
 * @example
 * const raw = savedTogether(s3RawArchive(s3, bucket))
 */
export function savedTogether(archive: PackArchive, patience?: Patience): RawArchive {
  const save = gathered({
    ...{ run: archive.saveAll, turn: turns.pages, longestMs: longestForPagesMs },
    ...(patience !== undefined && { patience }),
  });
  const { find, remove } = archive;
  return { find, remove, save: async (page, of) => save(await packPage(page, of)) };
}

/**
 * A log that writes the changes of one invocation into one item, where each would take a write unit of
 * its own. Whoever tells waits for those that were saved with it, and no longer than a reader can bear.
 *
 * @example
 * const changes = toldTogether(dynamoChangeLog(dynamo, tables))
 */
export function toldTogether(log: BatchLog, patience?: Patience): ChangeLog {
  const put = gathered<Change, void>({
    async run(changes) {
      await log.putAll(changes);
      return [];
    },
    ...{ turn: turns.changes, longestMs: togetherMs },
    ...(patience !== undefined && { patience }),
  });
  const { holds, redate } = log;
  return { holds, redate, put };
}
