/**
 * Puts tasks on a queue, in as few requests as it can.
 *
 * @param delaySeconds until the tasks can be received, 0 to 900
 * @throws when any of the tasks could not be sent
 */
export type SendTasks<Task> = (tasks: readonly Task[], delaySeconds?: number) => Promise<void>;
