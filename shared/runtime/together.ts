import { type PackArchive, packPage } from '../adapters/s3/raw-archive.ts';
import type { RawArchive } from '../ports/articles.ts';
import type { SendTasks } from '../ports/tasks.ts';
import { gathered, type Patience } from './side-by-side.ts';

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
const longestMs = 5000;

/**
 * An archive that puts the pages of one invocation into one object: a PUT is the dearest of all that
 * storing an article takes.
 *
 * @example
 * const raw = savedTogether(s3RawArchive(s3, bucket))
 */
export function savedTogether(archive: PackArchive, patience?: Patience): RawArchive {
  const save = gathered({
    ...{ run: archive.saveAll, isFirst: true, longestMs },
    ...(patience !== undefined && { patience }),
  });
  const { find, remove } = archive;
  return { find, remove, save: async (page, of) => save(await packPage(page, of)) };
}
