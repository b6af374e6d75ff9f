import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Services } from '../../local/services/start-services.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { readTables } from './table-contents.ts';

/**
 * Makes every live article one of an older extractor, and asks for each to be read again.
 *
 * @param isRetitled whose headline that extractor read otherwise
 */
export async function ageArticles(
  services: Services,
  isRetitled: (articleId: string) => boolean,
): Promise<void> {
  const { clients, names, queueUrls } = services;
  const dynamo = documentClient(clients.dynamo);
  const { articles } = await readTables(services);
  for (const { articleId, state, title } of articles) {
    if (state !== 'live') continue;
    const older = isRetitled(String(articleId)) ? 'As an older extractor had it' : title;
    await dynamo.send(
      new UpdateCommand({
        ...{ TableName: names.tables.articles, Key: { articleId } },
        UpdateExpression: 'SET extractorVersion = :old, title = :title',
        ExpressionAttributeValues: { ':old': 1, ':title': older },
      }),
    );
    const MessageBody = JSON.stringify({ version: 1, articleId });
    const QueueUrl = queueUrls.queues.replays;
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
}
