import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableName } from '../tables.ts';

/** What a whole store is read through, here or deployed. */
export type StoreParts = {
  readonly dynamo: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly tables: Readonly<
    Record<
      Extract<TableName, 'articles' | 'changes' | 'feeds' | 'links' | 'revisions' | 'stories'>,
      string
    >
  >;
  /** Of raw pages. */
  readonly bucket: string;
};
