import * as z from 'zod';

/** Of a table, a bucket, a file. */
export const name = z.string().min(1);
export const queueUrl = z.url();

/** A variable that holds JSON. */
export const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('must be JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);
