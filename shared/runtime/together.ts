import { AsyncLocalStorage } from 'node:async_hooks';
import type { SendTasks } from '../ports/tasks.ts';

/** Who works in the same invocation. */
const company = new AsyncLocalStorage<Company>();

/**
 * Runs those who work side by side in one invocation, so that what they send {@link together} is sent
 * in one request.
 *
 * @example
 * await sideBySide(messages, (message) => step(message))
 */
export function sideBySide<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const here = new Company(all.length);
  const done = all.map((one) => company.run(here, () => work(one)).finally(() => here.leave()));
  return Promise.all(done);
}

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
  return async (tasks, delaySeconds = 0) => {
    const here = company.getStore();
    if (tasks.length === 0) return;
    if (here === undefined || delaySeconds > 0) return send(tasks, delaySeconds);
    await here.send(send as SendTasks<unknown>, tasks);
  };
}

type Waiter = {
  readonly tasks: readonly unknown[];
  readonly settle: (sent: Promise<void>) => void;
};

class Company {
  #atWork: number;
  #waiting = new Map<SendTasks<unknown>, Waiter[]>();

  constructor(size: number) {
    this.#atWork = size;
  }

  leave(): void {
    this.#atWork--;
    this.#sendWhenAllWait();
  }

  send(send: SendTasks<unknown>, tasks: readonly unknown[]): Promise<void> {
    return new Promise((settle) => {
      this.#waiting.set(send, [...(this.#waiting.get(send) ?? []), { tasks, settle }]);
      this.#sendWhenAllWait();
    });
  }

  #sendWhenAllWait(): void {
    const waiting = [...this.#waiting];
    const count = waiting.reduce((sum, [, waiters]) => sum + waiters.length, 0);
    if (count === 0 || count < this.#atWork) return;
    this.#waiting.clear();
    for (const [send, waiters] of waiting) {
      const sent = send(waiters.flatMap(({ tasks }) => tasks));
      for (const { settle } of waiters) settle(sent);
    }
  }
}
