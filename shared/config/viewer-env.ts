import * as z from 'zod';
import { jsonOf, name } from './variables.ts';

/** Functions by the step that each is, as the page to look at watches them. */
export const watchedFunctions = z.record(
  z.string(),
  z.object({ name, memoryMb: z.int().positive() }),
);

/** The function that serves the page to look at; apart from the others, since its bundle is the largest. */
export const viewerEnv = z.object({
  FEEDS_TABLE: name,
  ARTICLES_TABLE: name,
  CHANGES_TABLE: name,
  REVISIONS_TABLE: name,
  STORIES_TABLE: name,
  LINKS_TABLE: name,
  /** Is not read: what is written to it is part of the estimate of what the stack spends. */
  HOSTS_TABLE: name,
  RAW_BUCKET: name,
  /** What the page calls the store. */
  STACK_NAME: name,
  /** JSON: the name of each queue, by what people call it. */
  QUEUE_NAMES: jsonOf(z.record(z.string(), name)),
  /** JSON: name and memory of each function, by the step that it is. */
  FUNCTIONS: jsonOf(watchedFunctions),
});
