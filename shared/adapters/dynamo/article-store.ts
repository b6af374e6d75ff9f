import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { ConcurrentWriteError } from '../../errors.ts';
import type { Article, ArticleRecord } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { ArticleNote, ArticleStore } from '../../ports/articles.ts';
import { articleItem, itemOf, revisitHourOf } from './article-item.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { getMany } from './get-many.ts';
import { readItem } from './stored-item.ts';
import { updateOf } from './update-expression.ts';

/** Attributes that a live article does not have, and a record that it replaces may. */
const stale = ['reason', 'detail', 'discardedAt', 'aliasOf', 'expiresAt'];
/** Link-article's own; see `setStory`. */
const foreign = new Set(['storyId', 'linkedRevision', 'movedAt']);
const optional = [
  ...['feedId', 'section', 'dateline', 'imageUrl', 'modifiedAt', 'fromFeed', 'rights'],
  ...['mojibake', 'correction', 'liveblog', 'latestBucket', 'rawKey'],
  ...['etag', 'lastModified', 'goneSince', 'revisitHour'],
];

/** The only module that knows how an article looks in DynamoDB. */
export function dynamoArticleStore(client: DynamoDBDocumentClient, table: string): ArticleStore {
  const read = (item: Record<string, unknown>): ArticleRecord =>
    readItem(articleItem, item, { table, key: String(item['articleId']) });

  return {
    async find(articleId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { articleId }, ConsistentRead: true }),
      );
      return Item && read(Item);
    },

    async findMany(ids) {
      const keys = [...new Set(ids)].map((articleId) => ({ articleId }));
      return (await getMany(client, table, { keys })).map(read);
    },

    save: (article, replaces) => save(client, table, { article, replaces }),

    note: (articleId, note, seen) => writeNote(client, table, { articleId, note, seen }),

    async saveNonArticle(record) {
      await unlessConditionFails(
        client.send(
          new PutCommand({
            TableName: table,
            Item: itemOf(record),
            ConditionExpression: record.state === 'alias' ? unlessThere : unlessThereOrLeading,
          }),
        ),
      );
    },

    setStory: (articleId, story, seen) => setStory(client, table, { articleId, story, seen }),
  };
}

/** Where an article stands, or the tombstone of one, nothing else is put in its place. */
const unlessThere = 'attribute_not_exists(revision) AND attribute_not_exists(takenDownAt)';
/** An address that led to an article leads there still when its own page is refused one day. */
const unlessThereOrLeading = `${unlessThere} AND attribute_not_exists(aliasOf)`;

type Linked = {
  readonly articleId: ArticleId;
  readonly story: Parameters<ArticleStore['setStory']>[1];
  readonly seen: Parameters<ArticleStore['setStory']>[2];
};

/**
 * A merge may have moved the article since the caller looked; it knows better. So does who has linked a later
 * version meanwhile, as may be where the language has changed between the two: their tasks stand in two lines.
 */
async function setStory(
  client: DynamoDBDocumentClient,
  table: string,
  { articleId, story, seen }: Linked,
): Promise<void> {
  const { ExpressionAttributeValues, ...update } = updateOf({ set: story });
  const unmoved = seen?.storyId === undefined ? 'attribute_not_exists(storyId)' : 'storyId = :seen';
  const isNext = '(attribute_not_exists(linkedRevision) OR linkedRevision <= :linked)';
  const saved = client.send(
    new UpdateCommand({
      ...{ TableName: table, Key: { articleId }, ...update },
      ConditionExpression: ['attribute_exists(revision)', isNext, ...(seen ? [unmoved] : [])].join(
        ' AND ',
      ),
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ':linked': story.linkedRevision,
        ...(seen?.storyId !== undefined && { ':seen': seen.storyId }),
      },
    }),
  );
  if ((await unlessConditionFails(saved)) === undefined)
    throw new ConcurrentWriteError(`story of article ${articleId}`);
}

type Version = { readonly article: Article; readonly replaces: number };

/** An update, not a put: a put would undo a `setStory` that came between. */
async function save(
  client: DynamoDBDocumentClient,
  table: string,
  { article, replaces }: Version,
): Promise<void> {
  const { articleId, ...attributes } = itemOf(article);
  const set = Object.fromEntries(Object.entries(attributes).filter(([name]) => !foreign.has(name)));
  const update = updateOf({
    set,
    remove: [...stale, ...optional.filter((name) => !(name in set))],
  });
  const condition =
    replaces === 0
      ? { ConditionExpression: unlessThere }
      : {
          ConditionExpression: 'revision = :replaces',
          ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':replaces': replaces },
        };
  const saved = await unlessConditionFails(
    client.send(
      new UpdateCommand({ TableName: table, Key: { articleId }, ...update, ...condition }),
    ),
  );
  if (saved === undefined) throw new ConcurrentWriteError(`article ${article.articleId}`);
}

type Noted = { readonly articleId: ArticleId; readonly note: ArticleNote; readonly seen: number };

/** Nothing but what is noted: another worker may date the change of this version anew meanwhile. */
async function writeNote(
  client: DynamoDBDocumentClient,
  table: string,
  { articleId, note, seen }: Noted,
): Promise<void> {
  const attributes = Object.entries(attributesOf(note));
  const update = updateOf({
    set: Object.fromEntries(attributes.filter(([, value]) => value !== undefined)),
    remove: attributes.flatMap(([name, value]) => (value === undefined ? name : [])),
  });
  const saved = client.send(
    new UpdateCommand({
      ...{ TableName: table, Key: { articleId }, ...update },
      ConditionExpression: 'revision = :seen',
      ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': seen },
    }),
  );
  if ((await unlessConditionFails(saved)) === undefined)
    throw new ConcurrentWriteError(`article ${articleId}`);
}

/** A page that is gone is looked for again by its place in the index `revisit`. */
const attributesOf = (note: ArticleNote): Readonly<Record<string, unknown>> =>
  'goneSince' in note ? { ...note, revisitHour: revisitHourOf(note.goneSince) } : note;
