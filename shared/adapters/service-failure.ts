import { DependencyBusyError, DependencyRefusedError, PipelineError } from '../errors.ts';

/** What AWS says when it will say the same again until somebody changes something. */
const refusals: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'ValidationException',
  'ResourceNotFoundException',
  'NotFoundException',
  'ConflictException',
  'KmsDisabledException',
  'KmsInvalidKeyUsageException',
  'KmsInvalidStateException',
  'KmsNotFoundException',
]);

type Called = {
  /** What was asked of whom, as messages call it. */
  readonly service: string;
  /** What a person can do about a refusal; by the name of the error, where it makes a difference. */
  readonly advice: Readonly<Record<string, string>> & { readonly other: string };
};

/**
 * What a failed call to a service means for the message at hand. All that is no refusal (throttling,
 * timeouts, a line that breaks off) may go better the next time.
 */
export function serviceFailure(cause: unknown, { service, advice }: Called): PipelineError {
  if (cause instanceof PipelineError) return cause;
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  const problem = `${name}: ${message}`;
  return refusals.has(name)
    ? new DependencyRefusedError(service, problem, advice[name] ?? advice.other, { cause })
    : new DependencyBusyError(service, problem, { cause });
}
