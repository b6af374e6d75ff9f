import type { TableName } from '../shared/tables.ts';

/** URLs of the queues, by what people call them. */
export type QueueUrls = Readonly<
  Record<'feeds' | 'articles' | 'links' | 'replays' | 'quarantine', string>
>;

/** The tables that a person looks into. */
export type TableNames = Readonly<Record<Exclude<TableName, 'hosts'>, string>>;
