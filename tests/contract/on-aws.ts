import { setTimeout as sleep } from 'node:timers/promises';
import { it } from 'vitest';

/**
 * The contract suites judge the stand-ins, and real AWS judges the suites: with `NEWSLOOM_CONTRACT_AWS=1`
 * they use the credentials and the region of the environment, make resources of their own and delete them.
 */
export const onAws = process.env['NEWSLOOM_CONTRACT_AWS'] === '1';

/** A check that AWS cannot be put to, such as a restart; skipped, and shown as skipped, there. */
export const itLocally = it.skipIf(onAws);

export const localClient = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

/** A name that no other run has. */
export const uniqueName = (kind: string): string =>
  `newsloom-contract-${kind}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

/** A clock that can be put forward; on AWS, time has to be waited for. */
export function adjustableClock() {
  let ahead = 0;
  return {
    clock: () => new Date(Date.now() + ahead),
    async pass(seconds: number) {
      if (onAws) await sleep(1000 * seconds);
      else ahead += 1000 * seconds;
    },
  };
}
