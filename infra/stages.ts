import type { EmbedderSettings } from '../shared/config/embedder.ts';
import { ConfigError } from '../shared/errors.ts';
import { type EmbeddingModelName, embeddingModels } from '../shared/model/embedding.ts';
import type { RevisitSchedule } from '../shared/model/revisits.ts';
import type { RightsPolicy } from '../shared/model/rights.ts';
import { type QueueDefinition, type QueueName, queues } from '../shared/queues.ts';
import { tables } from '../shared/tables.ts';
import { checkStage } from './check-stage.ts';

/** What differs between two deployments of the same stack; both can live in one account. */
export type Stage = {
  readonly name: string;
  /**
   * Who may read the tables, and nothing else: ARNs of roles or users, or numbers of whole accounts,
   * of this account or another. They assume the role of the output `ReaderRoleArn`. Nobody unless given.
   */
  readonly readers?: readonly string[];
  /** Functions at once that a queue may keep busy, where it is to be other than shared/queues.ts says. */
  readonly concurrency?: Partial<Readonly<Record<QueueName, number>>>;
  /** Keep tables and raw pages when the stack is deleted, and refuse to delete the tables. */
  readonly keepsData: boolean;
  /** Who is told when an alarm goes off; nobody unless given. */
  readonly alarmEmail?: string;
  readonly logRetentionDays: 7 | 30 | 90 | 365;
  /** Raw pages that were replaced or deleted are kept for so long. */
  readonly replacedPagesDays: number;
  /** Write units a second that a table may use at most: a brake on the bill, not a promise. */
  readonly maxWriteUnits: number;
  /** What the stack may spend on a day, by its own estimate, before an alarm goes off. */
  readonly budgets: { readonly dailyDollars: number };
  /** Where a publisher finds out who is asking; stands in the `User-Agent`. */
  readonly contactUrl: string;
  /** Whether robots.txt is asked for feeds, too; `obeyRobots` of a feed in the list goes before. */
  readonly obeyRobotsForFeeds?: boolean;
  /**
   * What is stored of pages whose publishers reserve something, where it is to be other than the
   * default: facts without text under a TDM reservation, all of it and the signal otherwise.
   */
  readonly rights?: Partial<RightsPolicy>;
  /**
   * At which ages, in hours, stored articles are fetched again to see edits and removals; as
   * shared/config/revisit-schedule.ts says unless given. A page that could not be found is looked for
   * a second time in any case.
   */
  readonly revisits?: RevisitSchedule | 'never';
  /**
   * How many linkers share a language, where one is too slow for its news (some 25 articles a second).
   * They are blind to each other for the length of an article, and who founds a story pays some six read
   * units to find out what it missed: docs/decisions/0021-linkers-of-one-language.md. One unless given.
   */
  readonly linkersPerLanguage?: number;
  /**
   * Has pages fetched that related blocks point to and that no feed has brought: of the page's own
   * site, one step from a feed, so many a day at most. Off unless given.
   */
  readonly followRelated?: { readonly perDay: number };
  /**
   * Has stories of different languages that tell one event found by what they mean, and merged where
   * names and times agree: headlines and leads are sent to a model of Amazon Bedrock, to which the
   * account must have access. Off unless given; docs/decisions/0010-encoder.md.
   */
  readonly embedder?: EmbedderSettings;
  /** Takes pushes from WebSub hubs, at an address that anyone can call; off unless given. */
  readonly websub?: WebSubStage;
  /**
   * Serves the page to look at to signed requests of whoever may invoke its address; off unless given.
   * An operator needs it not: `newsloom view --stack` shows the same from any machine.
   */
  readonly viewer?: true;
  /**
   * Writes exports and feeds into the raw bucket. Off unless given: they are a second copy of texts
   * that belong to their publishers, and cost what reading every article once more costs.
   */
  readonly exports?: true;
  /**
   * Indexes that a deployment leaves out, as `table.index`: DynamoDB changes one index of a table at a
   * time, and never one that is there, so an upgrade takes it away first. Only from the command line.
   */
  readonly withoutIndexes?: readonly string[];
};

/** What has to be decided before a stage has a public address. */
export type WebSubStage = {
  /**
   * Calls that are answered at once; the brake on what strangers can make you pay. It is taken from
   * the account's concurrency, of which a new account has none to spare.
   */
  readonly reservedConcurrency: number;
};

const contactUrl = 'https://github.com/newsloom/newsloom';

/** Add an object to add a stage: `npx cdk deploy -c stage=NAME`. */
export const stages = {
  dev: {
    name: 'dev',
    keepsData: false,
    logRetentionDays: 7,
    replacedPagesDays: 7,
    maxWriteUnits: 200,
    budgets: { dailyDollars: 2 },
    contactUrl,
  },
  prod: {
    name: 'prod',
    keepsData: true,
    logRetentionDays: 90,
    replacedPagesDays: 90,
    maxWriteUnits: 2000,
    budgets: { dailyDollars: 10 },
    contactUrl,
  },
} as const satisfies Record<string, Stage>;

/** @throws ConfigError when there is no such stage, naming those that there are, or something is wrong with it */
export function findStage(name: string): Stage {
  const found = Object.entries(stages).find(([key]) => key === name);
  if (found !== undefined) return checkStage(...found);
  throw new ConfigError(
    `no stage ${name} in infra/stages.ts; there is: ${Object.keys(stages).join(', ')}`,
  );
}

/**
 * A queue as shared/queues.ts defines it, with the concurrency of the stage.
 *
 * @throws ConfigError when it is a number that Lambda does not take
 */
export function queueOf(stage: Stage, name: QueueName): QueueDefinition {
  const maxConcurrency = stage.concurrency?.[name] ?? queues[name].maxConcurrency;
  if (!Number.isInteger(maxConcurrency) || maxConcurrency < 2 || maxConcurrency > 1000)
    throw new ConfigError(
      `concurrency of ${name} in stage ${stage.name} is ${maxConcurrency}: say a number from 2 to 1000`,
    );
  return { ...queues[name], maxConcurrency };
}

/**
 * A stage with WebSub turned on by `-c websub=5`, to try it without a change to this file.
 *
 * @throws ConfigError when the number of calls at once is none
 */
export function withWebSub(stage: Stage, callsAtOnce: unknown): Stage {
  if (callsAtOnce === undefined) return stage;
  const reservedConcurrency = Number(callsAtOnce);
  if (!Number.isInteger(reservedConcurrency) || reservedConcurrency < 1)
    throw new ConfigError(`-c websub=${callsAtOnce}: say how many calls are answered at once`);
  return { ...stage, websub: { reservedConcurrency } };
}

/**
 * A stage with an encoder turned on by `-c embedder=titan-v2`, to try it without a change to this file.
 *
 * @throws ConfigError when there is no such encoder
 */
export function withEmbedder(stage: Stage, model: unknown): Stage {
  if (model === undefined) return stage;
  const known = Object.keys(embeddingModels);
  const name = known.find((each): each is EmbeddingModelName => each === model);
  if (name === undefined)
    throw new ConfigError(`-c embedder=${model}: say which encoder; there is: ${known.join(', ')}`);
  return { ...stage, embedder: { model: name } };
}

/**
 * A stage with the page to look at turned on by `-c viewer=true`, to try it without a change to this file.
 *
 * @throws ConfigError when it is neither on nor off
 */
export const withViewer = (stage: Stage, wanted: unknown): Stage =>
  isOn('viewer', wanted) ? { ...stage, viewer: true } : stage;

/**
 * A stage with exports turned on by `-c exports=true`, to try them without a change to this file.
 *
 * @throws ConfigError when they are neither on nor off
 */
export const withExports = (stage: Stage, wanted: unknown): Stage =>
  isOn('exports', wanted) ? { ...stage, exports: true } : stage;

/**
 * A stage without some indexes, by `-c withoutIndexes=feeds.due`: the first half of an upgrade that
 * changes them (docs/runbook.md).
 *
 * @throws ConfigError when there is no such index
 */
export function withoutIndexes(stage: Stage, listed: unknown): Stage {
  if (listed === undefined) return stage;
  const known = Object.entries(tables).flatMap(([table, { indexes }]) =>
    Object.keys(indexes).map((index) => `${table}.${index}`),
  );
  const wanted = String(listed).split(',');
  const unknown = wanted.filter((index) => !known.includes(index));
  if (unknown.length > 0)
    throw new ConfigError(
      `-c withoutIndexes=${listed}: no index ${unknown.join(', ')}; there is: ${known.join(', ')}`,
    );
  return { ...stage, withoutIndexes: wanted };
}

function isOn(name: string, wanted: unknown): boolean {
  if (wanted === undefined || String(wanted) === 'false') return false;
  if (String(wanted) === 'true') return true;
  throw new ConfigError(`-c ${name}=${wanted}: say true, or nothing`);
}
