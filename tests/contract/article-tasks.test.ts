import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { sqsArticleTaskSender } from '../../shared/adapters/sqs/article-tasks.ts';
import { type FetchArticleTask, fetchArticleTask } from '../../shared/messages.ts';
import { canonicalUrl } from '../../shared/url/canonical-url.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { withServices } from './with-services.ts';

const services = withServices();

const aTask = (address: string): FetchArticleTask => {
  const url = canonicalUrl(address, address);
  if (url === undefined) throw new Error(`not a URL: ${address}`);
  return fetchArticleTask.parse({ version: 1, articleId: articleIdOf(url), url, entry: {} });
};

describe('article tasks in SQS', () => {
  it('are grouped by their host, which makes the queue a fair one', async () => {
    const queueUrl = services.queueUrls.queues.articles;
    const longest = `https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example/1`;
    const urls = [
      'https://a.example/1',
      'https://a.example/2',
      'https://b.example:8443/1',
      longest,
    ];

    await sqsArticleTaskSender(services.sqs, queueUrl)(urls.map(aTask));

    const { Messages = [] } = await services.sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl: queueUrl, MaxNumberOfMessages: 10 },
        MessageSystemAttributeNames: ['MessageGroupId'],
      }),
    );
    const groups = Messages.map(({ Attributes }) => Attributes?.MessageGroupId);
    expect(groups.toSorted()).toEqual(
      ['a.example', 'a.example', 'b.example:8443', new URL(longest).host.slice(0, 128)].toSorted(),
    );
  });

  it('come one after another for each host where its slots would be waited for', async () => {
    const queueUrl = services.queueUrls.queues.articles;
    const urls = ['https://c.example/1', 'https://c.example/2', 'https://d.example/1'];

    await sqsArticleTaskSender(services.sqs, queueUrl, { apartSeconds: 60 })(urls.map(aTask));

    const { Messages = [] } = await services.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    const received = Messages.map(({ Body = '' }) => fetchArticleTask.parse(JSON.parse(Body)).url);
    expect(received.toSorted()).toEqual(['https://c.example/1', 'https://d.example/1']);
  });
});
