import {
  type DynamoDBDocumentClient,
  paginateScan,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CorruptItemError } from '../../errors.ts';
import type { MisfiledItem, StoreWalk } from '../../ports/store-walk.ts';
import { articleItem, itemOf as itemOfArticle } from './article-item.ts';
import { readChanges } from './change-item.ts';
import { getMany } from './get-many.ts';
import { linkItem } from './link-store.ts';
import { revisionItem } from './revision-store.ts';
import { readItem } from './stored-item.ts';
import { itemOf as itemOfStory, stateOf } from './story-item.ts';

type Tables = Readonly<
  Record<'articles' | 'revisions' | 'stories' | 'links' | 'linkIndex' | 'changes', string>
>;
type Item = Readonly<Record<string, unknown>>;

/** Items of one page: what is looked up because of each is held at once. */
const pageSize = 100;

const { articleId, revision, observedAt, rawKey } = revisionItem.shape;
const walkedVersion = z.object({ articleId, revision, observedAt, rawKey });

/** Walks through whole tables, which only {@link StoreWalk} is for: it reads, and is charged for, all there is. */
export function dynamoStoreWalk(
  client: DynamoDBDocumentClient,
  { articles, revisions, stories, links, linkIndex, changes }: Tables,
): Omit<StoreWalk, 'rawPages' | 'holdsRawPage'> {
  const { pages, takeUnreadable } = pagesOf(client);
  const misfiled: MisfiledItem[] = [];
  return {
    takeUnreadable,
    takeMisfiled: () => misfiled.splice(0),
    articles: () =>
      pages({ TableName: articles }, (item) => {
        const key = String(item['articleId']);
        const record = readItem(articleItem, item, { table: articles, key });
        misfiled.push(...misfiledIn(key, { item, should: itemOfArticle(record) }));
        return record;
      }),
    // Their texts are not looked at here.
    versions: () =>
      pages({ TableName: revisions, ...ofVersions }, (item) => readVersion(item, revisions)),
    stories: () =>
      pages({ TableName: stories }, (item) => {
        const state = stateOf(item, stories);
        misfiled.push(...misfiledIn(state.story.storyId, { item, should: itemOfStory(state) }));
        return state;
      }),
    changes: async function* () {
      const items = pages({ TableName: changes }, (item) => readChanges(item, changes).changes);
      for await (const page of items) yield page.flat();
    },
    links: () =>
      pages({ TableName: links }, (item) =>
        readItem(linkItem, item, {
          table: links,
          key: `${item['articleId']} ${item['kindAndOther']}`,
        }),
      ),
    async countPostings(postings) {
      const keys = postings.map(({ term, at, storyId }) => ({ term, posting: `${at}#${storyId}` }));
      return (await getMany(client, linkIndex, { keys })).length;
    },
  };
}

/** Scans tables, and passes over what it cannot read. */
function pagesOf(client: DynamoDBDocumentClient) {
  const unreadable: CorruptItemError[] = [];
  const orPassOver =
    <T>(read: (item: Item) => T) =>
    (item: Item): T[] => {
      try {
        return [read(item)];
      } catch (error) {
        if (!(error instanceof CorruptItemError)) throw error;
        unreadable.push(error);
        return [];
      }
    };
  return {
    async *pages<T>(scan: ScanCommandInput, read: (item: Item) => T) {
      for await (const { Items = [] } of paginateScan({ client, pageSize }, scan))
        yield Items.flatMap(orPassOver(read));
    },
    takeUnreadable: () => unreadable.splice(0),
  };
}

const ofVersions = {
  ProjectionExpression: '#articleId, #revision, #observedAt, #rawKey',
  ExpressionAttributeNames: {
    ...{ '#articleId': 'articleId', '#revision': 'revision' },
    ...{ '#observedAt': 'observedAt', '#rawKey': 'rawKey' },
  },
};

const readVersion = (item: Item, table: string) =>
  readItem(walkedVersion, item, { table, key: `${item['articleId']} ${item['revision']}` });

/** Keys by which indexes find an item, and nothing else does. */
const indexKeys = ['latestBucket', 'revisitHour'];

function misfiledIn(
  key: string,
  { item, should }: { readonly item: Item; readonly should: Item },
): MisfiledItem[] {
  return indexKeys
    .filter((name) => item[name] !== should[name])
    .map((name) => ({
      key,
      found: `its ${name} is ${item[name] ?? 'not there'} and should be ${should[name] ?? 'none'}`,
    }));
}
