import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { firstBlocks } from '../../article/first-blocks.ts';
import type { Block, Revision } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { RevisionStore } from '../../ports/articles.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { factSource, hashText, titleSource } from './page-facts.ts';
import { readItem, schemaVersion } from './stored-item.ts';

/** An item may hold 400 KB; this leaves room for everything beside the body. */
const maxBodyBytes = 350_000;
/** A body is read back only up to this size, whatever an item claims. */
const maxUnpackedBytes = 50_000_000;

const text = z.string();
const blocks: z.ZodType<Block[]> = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['paragraph', 'quote', 'caption', 'preformatted']), text }),
    z.object({ kind: z.literal('heading'), level: z.int(), text }),
    z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(text) }),
    z.object({ kind: z.literal('table'), rows: z.array(z.array(text)) }),
  ]),
);

export const revisionItem = z.object({
  articleId: text.transform((id) => id as ArticleId),
  revision: z.int().positive(),
  kind: z.enum([
    ...(['first', 'headline', 'correction', 'body', 'silent-edit', 'rights', 'facts'] as const),
    ...(['removed', 'restored'] as const),
  ]),
  cause: z.literal('extractor').exactOptional(),
  edit: z
    .object({ inserted: z.int().nonnegative(), deleted: z.int().nonnegative() })
    .exactOptional(),
  observedAt: z.iso.datetime({ precision: 3 }),
  title: text,
  titleFrom: titleSource.exactOptional(),
  authorsFrom: factSource.exactOptional(),
  sectionFrom: factSource.exactOptional(),
  tagsFrom: factSource.exactOptional(),
  imageFrom: factSource.exactOptional(),
  canonicalFrom: factSource.exactOptional(),
  modifiedFrom: factSource.exactOptional(),
  publisherRules: text.exactOptional(),
  publishedZone: text.exactOptional(),
  siteName: text.exactOptional(),
  standfirst: text.exactOptional(),
  body: z.instanceof(Uint8Array),
  contentHash: hashText,
  rawKey: text.exactOptional(),
  extractorVersion: z.int(),
  pointsTo: z.array(text.transform((id) => id as ArticleId)).exactOptional(),
  truncated: z.literal(true).exactOptional(),
});

/** The only module that knows how a revision looks in DynamoDB: its blocks are JSON, gzipped. */
export function dynamoRevisionStore(client: DynamoDBDocumentClient, table: string): RevisionStore {
  const store: RevisionStore = {
    async create(revision) {
      const put = new PutCommand({
        TableName: table,
        Item: itemOf(revision),
        ConditionExpression: 'attribute_not_exists(articleId)',
      });
      if ((await unlessConditionFails(client.send(put))) !== undefined) return revision;
      return (await store.find(revision.articleId, revision.revision)) ?? revision;
    },

    async find(articleId, revision) {
      const look = async (ConsistentRead: boolean) => {
        const Key = { articleId, revision };
        const { Item } = await client.send(
          new GetCommand({ TableName: table, Key, ConsistentRead }),
        );
        return Item && readRevision(Item, table);
      };
      // A version stays as it was written: at half the price, a look that finds it has found it.
      return (await look(false)) ?? look(true);
    },

    async withhold(articleId, revision) {
      const update = new UpdateCommand({
        TableName: table,
        Key: { articleId, revision },
        UpdateExpression: 'SET body = :none REMOVE rawKey, truncated, standfirst',
        ConditionExpression: 'attribute_exists(articleId)',
        ExpressionAttributeValues: { ':none': pack([]).body },
      });
      await unlessConditionFails(client.send(update));
    },
  };
  return store;
}

/** A stored revision with its blocks. */
export function readRevision(item: Readonly<Record<string, unknown>>, table: string): Revision {
  const at = { table, key: `${item['articleId']} ${item['revision']}` };
  const { body, ...rest } = readItem(revisionItem, item, at);
  return { ...rest, blocks: unpack(body, at) };
}

function itemOf({ blocks, ...revision }: Revision): Record<string, unknown> {
  const { body, truncated } = pack(blocks);
  return { ...revision, body, ...(truncated && { truncated }), schemaVersion };
}

/** Cuts text off the end until the rest fits; the whole page stays in the archive. */
function pack(blocks: readonly Block[]): { body: Uint8Array; truncated: boolean } {
  let kept = blocks;
  for (;;) {
    const json = JSON.stringify(kept);
    const body = gzipSync(json);
    if (body.length <= maxBodyBytes) return { body, truncated: kept !== blocks };
    kept = firstBlocks(kept, Math.floor(0.9 * json.length * (maxBodyBytes / body.length)));
  }
}

function unpack(body: Uint8Array, item: { table: string; key: string }): Block[] {
  const json: unknown = JSON.parse(
    gunzipSync(body, { maxOutputLength: maxUnpackedBytes }).toString(),
  );
  return readItem(z.object({ blocks }), { blocks: json }, item).blocks;
}
