import type { Observer, Outcome } from './observer.ts';

type ScheduledHandlerOptions<O extends Outcome> = {
  readonly step: () => Promise<O>;
  readonly observe: Observer;
};

/** Makes a step into the handler of a schedule; one that throws is tried again by the schedule. */
export function scheduledHandler<O extends Outcome>({ step, observe }: ScheduledHandlerOptions<O>) {
  return async (): Promise<O> => {
    const started = performance.now();
    try {
      const outcome = await step();
      observe.done(outcome, performance.now() - started);
      return outcome;
    } catch (error) {
      observe.failed(error, 'retry', '');
      throw error;
    } finally {
      observe.ended?.();
    }
  };
}
