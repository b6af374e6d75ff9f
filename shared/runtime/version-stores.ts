import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../adapters/dynamo/change-log.ts';
import { dynamoRevisionStore } from '../adapters/dynamo/revision-store.ts';
import { s3RawArchive } from '../adapters/s3/raw-archive.ts';

type Names = Readonly<
  Record<'ARTICLES_TABLE' | 'REVISIONS_TABLE' | 'CHANGES_TABLE' | 'RAW_BUCKET', string>
>;
type Clients = { readonly dynamo: DynamoDBDocumentClient; readonly s3: S3Client };

/** Where every function that makes versions of articles keeps them. */
export const versionStores = (names: Names, { dynamo, s3 }: Clients) => ({
  articles: dynamoArticleStore(dynamo, names.ARTICLES_TABLE),
  revisions: dynamoRevisionStore(dynamo, names.REVISIONS_TABLE),
  raw: s3RawArchive(s3, names.RAW_BUCKET),
  changes: dynamoChangeLog(dynamo, {
    changes: names.CHANGES_TABLE,
    articles: names.ARTICLES_TABLE,
  }),
});
