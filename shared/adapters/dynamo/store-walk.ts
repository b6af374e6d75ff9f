import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { CorruptItemError } from '../../errors.ts';
import type { StoreWalk } from '../../ports/store-walk.ts';
import { articleItem } from './article-item.ts';
import { readChanges } from './change-item.ts';
import { linkItem } from './link-store.ts';
import { readItem } from './stored-item.ts';
import { stateOf } from './story-item.ts';

type Tables = Readonly<Record<'articles' | 'stories' | 'links' | 'changes', string>>;
type Item = Record<string, unknown>;

/** Items of one page: what is looked up because of each is held at once. */
const pageSize = 100;

/** Walks through whole tables, which only {@link StoreWalk} is for: it reads, and is charged for, all there is. */
export function dynamoStoreWalk(
  client: DynamoDBDocumentClient,
  { articles, stories, links, changes }: Tables,
): Pick<StoreWalk, 'articles' | 'stories' | 'links' | 'changes' | 'takeUnreadable'> {
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
  const pages = async function* <T>(TableName: string, read: (item: Item) => T) {
    for await (const { Items = [] } of paginateScan({ client, pageSize }, { TableName }))
      yield Items.flatMap(orPassOver(read));
  };
  return {
    takeUnreadable: () => unreadable.splice(0),
    articles: () =>
      pages(articles, (item) =>
        readItem(articleItem, item, { table: articles, key: String(item['articleId']) }),
      ),
    stories: () => pages(stories, (item) => stateOf(item, stories).story),
    changes: async function* () {
      const items = pages(changes, (item) => readChanges(item, changes).changes);
      for await (const page of items) yield page.flat();
    },
    links: () =>
      pages(links, (item) =>
        readItem(linkItem, item, {
          table: links,
          key: `${item['articleId']} ${item['kindAndOther']}`,
        }),
      ),
  };
}
