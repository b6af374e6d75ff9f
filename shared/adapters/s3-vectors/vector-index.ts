import { createRequire } from 'node:module';
import type { S3VectorsClient, S3VectorsClientConfig } from '@aws-sdk/client-s3vectors';
import * as z from 'zod';
import { batchesOf } from '../../collections/batches-of.ts';
import { DependencyRefusedError } from '../../errors.ts';
import { unitEmbedding } from '../../linking/across/embedding-cosine.ts';
import type { StoryHead, StoryVector } from '../../model/embedding.ts';
import type { StoryId } from '../../model/ids.ts';
import type { NearestQuery, VectorIndex } from '../../ports/vector-index.ts';
import { serviceFailure } from '../service-failure.ts';

/** What one call may hold, a margin below the service's limits of 500, 100 and 500. */
const putAtOnce = 250;
const gotAtOnce = 100;
const removedAtOnce = 500;

/** Not loaded with the rest of a function: most stages have no index, and none needs it to start. */
const sdk = () =>
  createRequire(import.meta.url)(
    '@aws-sdk/client-s3vectors',
  ) as typeof import('@aws-sdk/client-s3vectors');

const storyId = z
  .string()
  .regex(/^s[0-9a-f]{24}$/)
  .transform((id) => id as StoryId);
/** What is filtered by is short; `at` is a second, since only numbers are compared. */
const metadata = z.object({
  ...{ language: z.string(), model: z.string(), head: z.string() },
  at: z.int().nonnegative(),
});
const stored = z.object({ key: storyId, metadata });
const storedVector = stored.extend({ data: z.object({ float32: z.array(z.number()) }) });
const near = z.object({ key: storyId, distance: z.number() });

/**
 * The vectors of stories in an index of S3 Vectors. The client is made when it is first needed. An
 * entry that is not as this module writes them is none.
 */
export function s3VectorIndex(indexArn: string, config: S3VectorsClientConfig = {}): VectorIndex {
  let client: S3VectorsClient | undefined;
  const call: Call = async (send) => {
    client ??= new (sdk().S3VectorsClient)(config);
    try {
      return await send(client);
    } catch (cause) {
      throw serviceFailure(cause, { service: `S3 Vectors index ${indexArn}`, advice });
    }
  };
  const get = getter(indexArn, call);
  return {
    async put(vectors) {
      for (const some of batchesOf(vectors, putAtOnce))
        await call((to) =>
          to.send(new (sdk().PutVectorsCommand)({ indexArn, vectors: some.map(entryOf) })),
        );
    },
    async find(ids) {
      const found = await get(ids, true);
      return found.flatMap((entry) => vectorOf(entry) ?? []);
    },
    async heads(ids) {
      const found = await get(ids, false);
      return found.flatMap((entry) => headOf(entry) ?? []);
    },
    nearest: (query) => call((to) => nearest(to, indexArn, query)),
    async remove(ids) {
      for (const keys of batchesOf([...new Set(ids)], removedAtOnce))
        await call((to) => to.send(new (sdk().DeleteVectorsCommand)({ indexArn, keys })));
    },
  };
}

type Call = <Answer>(send: (client: S3VectorsClient) => Promise<Answer>) => Promise<Answer>;

const advice = {
  NotFoundException: 'the index is gone: deploy the stack again',
  AccessDeniedException:
    "see that the function's role may act on the index: deploy the stack again",
  other: 'see what the message says, and docs/runbook.md, "An encoder"',
};

const getter = (indexArn: string, call: Call) => async (ids: readonly StoryId[], data: boolean) => {
  const found: unknown[] = [];
  for (const keys of batchesOf([...new Set(ids)], gotAtOnce)) {
    const input = { indexArn, keys, returnData: data, returnMetadata: true };
    const { vectors = [] } = await call((to) => to.send(new (sdk().GetVectorsCommand)(input)));
    found.push(...vectors);
  }
  return found;
};

const secondOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

const entryOf = ({ storyId: key, vector, at, ...about }: StoryVector) => ({
  ...{ key, data: { float32: [...vector] } },
  metadata: { language: about.language, model: about.model, head: about.head, at: secondOf(at) },
});

function headOf(entry: unknown): StoryHead | undefined {
  const parsed = stored.safeParse(entry);
  if (!parsed.success) return undefined;
  const { key, metadata: about } = parsed.data;
  return { ...about, storyId: key, at: new Date(about.at * 1000).toISOString() };
}

function vectorOf(entry: unknown): StoryVector | undefined {
  const head = headOf(entry);
  const parsed = storedVector.safeParse(entry);
  if (head === undefined || !parsed.success) return undefined;
  const { float32 } = parsed.data.data;
  const vector = unitEmbedding(float32, float32.length);
  return vector && { ...head, vector };
}

async function nearest(
  client: S3VectorsClient,
  indexArn: string,
  { vector, model, window, notLanguage, most }: NearestQuery,
) {
  const filter = {
    $and: [
      { model: { $eq: model } },
      { language: { $ne: notLanguage } },
      { at: { $gte: secondOf(window.from) } },
      { at: { $lte: secondOf(window.to) } },
    ],
  };
  const { vectors = [], distanceMetric } = await client.send(
    new (sdk().QueryVectorsCommand)({
      ...{ indexArn, topK: most, queryVector: { float32: [...vector] } },
      ...{ filter, returnDistance: true },
    }),
  );
  if (distanceMetric !== 'cosine') throw wrongMetric(indexArn, distanceMetric);
  return vectors.flatMap((entry) => {
    const parsed = near.safeParse(entry);
    return parsed.success ? [{ storyId: parsed.data.key, cosine: 1 - parsed.data.distance }] : [];
  });
}

const wrongMetric = (indexArn: string, metric: string | undefined) =>
  new DependencyRefusedError(
    `S3 Vectors index ${indexArn}`,
    `it measures ${metric} distances`,
    'make it anew with the metric `cosine`, as the stack does',
  );
