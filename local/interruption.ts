import { constants } from 'node:os';

/** Ctrl-C, or a request to end by whoever started us. */
export type Interruption = {
  readonly signal: AbortSignal;
  /** As shells have it: 130 after Ctrl-C; 0 when nobody interrupted. */
  exitCode(): number;
};

/** One Ctrl-C may reach us more than once: from the terminal, and handed on by npm. */
const echoMs = 1000;

/** Hears the first signal as a wish to end cleanly; a later one ends the process at once. */
export function listenForInterruption(onFirst: () => void): Interruption {
  const controller = new AbortController();
  let first: { readonly at: number; readonly code: number } | undefined;
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (first !== undefined) {
        if (performance.now() - first.at > echoMs) process.exit(first.code);
        return;
      }
      first = { at: performance.now(), code: 128 + constants.signals[name] };
      onFirst();
      controller.abort();
    });
  return { signal: controller.signal, exitCode: () => first?.code ?? 0 };
}
