import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { StoreWalk } from '../../ports/store-walk.ts';
import { articleItem } from './article-item.ts';
import { linkItem } from './link-store.ts';
import { readItem } from './stored-item.ts';
import { stateOf } from './story-item.ts';

type Tables = Readonly<Record<'articles' | 'stories' | 'links', string>>;
type Item = Record<string, unknown>;

/** Items of one page: what is looked up because of each is held at once. */
const pageSize = 100;

/** Walks through whole tables, which only {@link StoreWalk} is for: it reads, and is charged for, all there is. */
export function dynamoStoreWalk(
  client: DynamoDBDocumentClient,
  { articles, stories, links }: Tables,
): Pick<StoreWalk, 'articles' | 'stories' | 'links'> {
  const pages = async function* <T>(TableName: string, read: (item: Item) => T) {
    for await (const { Items = [] } of paginateScan({ client, pageSize }, { TableName }))
      yield Items.map(read);
  };
  return {
    articles: () =>
      pages(articles, (item) =>
        readItem(articleItem, item, { table: articles, key: String(item['articleId']) }),
      ),
    stories: () => pages(stories, (item) => stateOf(item, stories).story),
    links: () =>
      pages(links, (item) =>
        readItem(linkItem, item, {
          table: links,
          key: `${item['articleId']} ${item['kindAndOther']}`,
        }),
      ),
  };
}
