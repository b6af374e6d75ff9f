import * as z from 'zod';
import { defaultRightsPolicy, rightsAnswers } from '../shared/config/rights-policy.ts';
import { ConfigError } from '../shared/errors.ts';
import { embeddingModels } from '../shared/model/embedding.ts';
import { queues } from '../shared/queues.ts';

const count = z.int().min(1);
const oldestHours = 31 * 24;
const hours = z.array(count.max(oldestHours)).readonly();
const keysOf = <Key extends string>(of: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(of) as Key[]);

/** What a stage may say; `Stage` of `stages.ts` says what it means. */
const stageSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,30}$/, 'a letter, then letters, digits and hyphens'),
  readers: z.array(z.string()).readonly().exactOptional(),
  concurrency: z.partialRecord(keysOf(queues), count).exactOptional(),
  keepsData: z.boolean(),
  alarmEmail: z.email().exactOptional(),
  logRetentionDays: z.literal([7, 30, 90, 365]),
  replacedPagesDays: count,
  maxWriteUnits: count,
  budgets: z.strictObject({ dailyDollars: z.number().positive() }),
  contactUrl: z.url({ protocol: /^https?$/, error: 'say an address: https://news.example/bot' }),
  obeyRobotsForFeeds: z.boolean().exactOptional(),
  rights: z.partialRecord(keysOf(defaultRightsPolicy), z.enum(rightsAnswers)).exactOptional(),
  revisits: z
    .union([z.literal('never'), z.strictObject({ always: hours, lively: hours })], {
      error: `say 'never', or { always: [24], lively: [] } in hours from 1 to ${oldestHours}`,
    })
    .exactOptional(),
  linkersPerLanguage: count.exactOptional(),
  followRelated: z.strictObject({ perDay: count }).exactOptional(),
  embedder: z
    .strictObject({
      model: keysOf(embeddingModels),
      dimensions: count.exactOptional(),
      region: z
        .string()
        .regex(/^[a-z]{2,4}(-[a-z]+)+-\d+$/, 'a region, such as eu-west-1')
        .exactOptional(),
    })
    .exactOptional(),
  websub: z.strictObject({ reservedConcurrency: count }).exactOptional(),
  viewer: z.literal(true).exactOptional(),
  exports: z.literal(true).exactOptional(),
});

/**
 * Holds a stage to what it may say. The compiler does so, too, but `cdk` runs the app without it.
 *
 * @throws ConfigError naming everything that is wrong, or misspelt
 *
 * @example
 * checkStage('dev', { ...stages.dev, alarmMail: 'desk@news.example' })
 * // throws: stage dev in infra/stages.ts: ✖ Unrecognized key: "alarmMail"
 */
export function checkStage(key: string, stage: unknown): z.output<typeof stageSchema> {
  const parsed = stageSchema.safeParse(stage);
  if (!parsed.success)
    throw new ConfigError(`stage ${key} in infra/stages.ts:\n${z.prettifyError(parsed.error)}`);
  if (parsed.data.name !== key)
    throw new ConfigError(
      `stage ${key} in infra/stages.ts has the name ${parsed.data.name}: say ${key}`,
    );
  return parsed.data;
}
