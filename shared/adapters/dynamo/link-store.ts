import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import type { Link } from '../../model/story.ts';
import type { LinkKey, LinkStore } from '../../ports/stories.ts';
import { getMany } from './get-many.ts';
import { queryPages } from './query-pages.ts';
import { readItem, schemaVersion } from './stored-item.ts';
import { writeBatches } from './write-batches.ts';

const articleId = z.string().transform((id) => id as ArticleId);
const texts = z.array(z.string());

export const linkItem = z.object({
  articleId,
  otherId: articleId,
  kind: z.enum(['copy', 'same-story', 'follow-up', 'translation', 'suggested', 'on-page']),
  role: z.enum(['from', 'to', 'peer']),
  score: z.number().min(0).max(1),
  evidence: z.object({
    ...{ terms: texts, names: texts, places: texts, numbers: texts },
    weights: z.record(z.string(), z.number()).exactOptional(),
    containment: z.number().exactOptional(),
    teaser: z.string().exactOptional(),
    vector: z.object({ model: z.string(), cosine: z.number(), weight: z.number() }).exactOptional(),
  }),
  linkedAt: z.iso.datetime({ precision: 3 }),
  otherUrl: z.string(),
  otherTitle: z.string(),
  storyId: z
    .string()
    .transform((id) => id as StoryId)
    .exactOptional(),
});

/** The only module that knows how a link looks in DynamoDB. */
export function dynamoLinkStore(client: DynamoDBDocumentClient, table: string): LinkStore {
  const read = (item: Record<string, unknown>): Link =>
    readItem(linkItem, item, { table, key: `${item['articleId']} ${item['kindAndOther']}` });

  return {
    async findOf(id) {
      const found: Link[] = [];
      const pages = queryPages(client, {
        TableName: table,
        KeyConditionExpression: 'articleId = :id',
        ExpressionAttributeValues: { ':id': id },
      });
      for await (const page of pages) found.push(...page.map(read));
      return found;
    },

    async findMany(keys) {
      return (await getMany(client, table, { keys: keysOf(keys) })).map(read);
    },

    async saveAll(links) {
      // A batch may not name one key twice; of two, the last one counts, as with puts in order.
      const items = new Map(links.map((link) => [`${link.articleId} ${sortKey(link)}`, link]));
      const puts = [...items.values()].map((link) => ({
        PutRequest: { Item: { kindAndOther: sortKey(link), schemaVersion, ...link } },
      }));
      await writeBatches(client, table, puts);
    },

    async removeAll(keys) {
      const deletes = keysOf(keys).map((Key) => ({ DeleteRequest: { Key } }));
      await writeBatches(client, table, deletes);
    },
  };
}

/** Each once: no batch may name a key twice. */
function keysOf(keys: readonly LinkKey[]) {
  const all = keys.map((key) => ({ articleId: key.articleId, kindAndOther: sortKey(key) }));
  return [...new Map(all.map((key) => [`${key.articleId} ${key.kindAndOther}`, key])).values()];
}

const sortKey = ({ kind, otherId }: LinkKey): string => `${kind}#${otherId}`;
