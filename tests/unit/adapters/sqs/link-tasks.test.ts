import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { sqsLinkTaskSender } from '../../../../shared/adapters/sqs/link-tasks.ts';
import type { LinkTask } from '../../../../shared/messages.ts';
import { articleIdOf, storyIdOf } from '../../../../shared/url/ids.ts';
import { aUrl } from '../../../builders/an-article.ts';
import { recordedAws } from '../../../builders/recorded-aws.ts';

const aws = recordedAws('http1');
const articleId = articleIdOf(aUrl());
const [from, into] = [storyIdOf(articleId), storyIdOf(articleIdOf(aUrl('https://b.example/')))];
const tasks: LinkTask[] = [
  { version: 1, kind: 'article', articleId, revision: 1, language: 'es-MX' },
  { version: 1, kind: 'merge', from, into, language: 'es' },
  { version: 1, kind: 'merge', from, into, language: 'mul' },
  { version: 1, kind: 'across', storyId: from, otherId: into, language: 'es' },
  { version: 1, kind: 'split', storyId: from, reports: 7, language: 'es' },
];

it.each([
  [
    'of one language where stories of several are not merged',
    false,
    ['es', 'es', 'mul', 'es', 'es'],
  ],
  ['of all merges where they are', true, ['es', 'mul', 'mul', 'es', 'es']],
])('sends link tasks in groups %s', async (_what, mergesAcross, groups) => {
  aws.willAnswer({ status: 200, body: { Successful: [], Failed: [] } });
  const client = new SQSClient(aws.client());
  await sqsLinkTaskSender(client, 'http://queue.example/links.fifo', { mergesAcross })(tasks);
  type Body = { readonly Entries: readonly { readonly MessageGroupId: string }[] };
  const sent = aws.seen.flatMap(({ body }) => (body as Body).Entries);
  expect(sent.map(({ MessageGroupId }) => MessageGroupId)).toEqual(groups);
});
