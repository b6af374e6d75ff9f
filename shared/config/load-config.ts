import * as z from 'zod';
import { ConfigError } from '../errors.ts';

/** The variables that a function with this schema must be given; `infra/` is typed by it. */
export type EnvironmentOf<Schema extends z.ZodObject> = {
  readonly [Name in keyof z.input<Schema>]: string;
};

/**
 * Reads a function's environment, once, when it starts.
 *
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;

  throw new ConfigError(`invalid environment\n${z.prettifyError(parsed.error)}`);
}
