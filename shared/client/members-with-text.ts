import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { getMany } from '../adapters/dynamo/get-many.ts';
import { readRevision } from '../adapters/dynamo/revision-store.ts';
import { dynamoStoryMembers } from '../adapters/dynamo/story-members.ts';
import type { Article } from '../model/article.ts';
import { contentText } from '../page/content-text.ts';
import type { MembersWithText } from '../ports/takedown.ts';

type Tables = Readonly<Record<'articles' | 'revisions', string>>;

/** So many at once: what one request to DynamoDB may ask for. */
const batchSize = 100;

/** The articles of a story with their texts, by the index of stories. */
export function membersWithText(dynamo: DynamoDBDocumentClient, tables: Tables): MembersWithText {
  const articles = dynamoArticleStore(dynamo, tables.articles);
  return {
    async *of(storyId) {
      for await (const page of dynamoStoryMembers(dynamo, tables.articles).membersOf(storyId))
        for (let at = 0; at < page.length; at += batchSize) {
          const records = await articles.findMany(page.slice(at, at + batchSize));
          const live = records.filter((one): one is Article => one.state === 'live');
          const texts = await textsOf(dynamo, tables.revisions, live);
          for (const article of live)
            yield { article, text: texts.get(article.articleId) ?? article.lead };
        }
    },
  };
}

async function textsOf(
  dynamo: DynamoDBDocumentClient,
  table: string,
  articles: readonly Article[],
): Promise<Map<string, string>> {
  const keys = articles.map(({ articleId, revision }) => ({ articleId, revision }));
  const items = await getMany(dynamo, table, { keys });
  return new Map(
    items.map((item) => {
      const { articleId, blocks } = readRevision(item, table);
      return [articleId, contentText(blocks)];
    }),
  );
}
