import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { StoryId } from '../../model/ids.ts';
import type { ListedStory, StoryLists, TimeWindow } from '../../ports/stories.ts';
import { storyShards } from '../../tables.ts';
import { queryPages } from './query-pages.ts';
import { readItem } from './stored-item.ts';

const dayMs = 24 * 60 * 60 * 1000;

const listedStory = z.object({
  storyId: z.string().transform((id) => id as StoryId),
  headline: z.string(),
  articleCount: z.int(),
  languages: z.array(z.string()),
  lastSeenAt: z.iso.datetime({ precision: 3 }),
  // Entries of before the index held them.
  terms: z.array(z.tuple([z.string(), z.number()])).default([]),
  places: z.array(z.string()).default([]),
});

/** Stories by the day of their newest report, from the `latest` index. */
export function dynamoStoryLists(client: DynamoDBDocumentClient, table: string): StoryLists {
  return {
    async *listed(window) {
      for (const bucket of bucketsOf(window)) yield* oneBucket(client, table, { bucket, window });
    },
  };
}

function bucketsOf({ from, to }: TimeWindow): string[] {
  const [first, last] = [from, to].map((at) => Math.floor(Date.parse(at) / dayMs));
  const days = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, at) =>
    new Date(((last ?? 0) - at) * dayMs).toISOString().slice(0, 10),
  );
  return days.flatMap((day) => Array.from({ length: storyShards }, (_, n) => `${day}#${n}`));
}

async function* oneBucket(
  client: DynamoDBDocumentClient,
  table: string,
  { bucket, window }: { readonly bucket: string; readonly window: TimeWindow },
): AsyncGenerator<ListedStory> {
  const pages = queryPages(client, {
    TableName: table,
    IndexName: 'latest',
    KeyConditionExpression: 'latestBucket = :bucket AND lastSeenAt BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':bucket': bucket, ':from': window.from, ':to': window.to },
    ScanIndexForward: false,
  });
  for await (const page of pages)
    for (const item of page)
      yield readItem(listedStory, item, { table, key: String(item['storyId']) });
}
