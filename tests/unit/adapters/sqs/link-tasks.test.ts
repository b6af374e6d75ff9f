import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import {
  type LinkSenderOptions,
  sqsLinkTaskSender,
} from '../../../../shared/adapters/sqs/link-tasks.ts';
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

async function groupsOf(sent: readonly LinkTask[], options: LinkSenderOptions): Promise<string[]> {
  for (let batch = 0; batch < sent.length / 10; batch++)
    aws.willAnswer({ status: 200, body: { Successful: [], Failed: [] } });
  const client = new SQSClient(aws.client());
  const seenBefore = aws.seen.length;
  await sqsLinkTaskSender(client, 'http://queue.example/links.fifo', options)(sent);
  type Body = { readonly Entries: readonly { readonly MessageGroupId: string }[] };
  return aws.seen
    .slice(seenBefore)
    .flatMap(({ body }) => (body as Body).Entries.map(({ MessageGroupId }) => MessageGroupId));
}

it.each([
  [
    'of one language where stories of several are not merged',
    false,
    ['es', 'es', 'mul', 'es', 'es'],
  ],
  ['of all merges where they are', true, ['es', 'mul', 'mul', 'es', 'es']],
])('sends link tasks in groups %s', async (_what, mergesAcross, groups) => {
  expect(await groupsOf(tasks, { mergesAcross })).toEqual(groups);
});

it('deals the articles of a language out to its linkers, all versions of one to the same', async () => {
  const articles = Array.from({ length: 40 }, (_, at): LinkTask[] => {
    const id = articleIdOf(aUrl(`https://news.example/${at}`));
    const task = { version: 1, kind: 'article', articleId: id, language: 'es-MX' } as const;
    return [1, 2].map((revision) => ({ ...task, revision }));
  });
  const groups = await groupsOf([...articles.flat(), ...tasks.slice(1)], { linkersPerLanguage: 3 });
  const dealt = groups.slice(0, 80);
  expect(new Set(dealt)).toEqual(new Set(['es.0', 'es.1', 'es.2']));
  for (const at of articles.keys()) expect(dealt[2 * at]).toBe(dealt[2 * at + 1]);
  expect(groups.slice(80)).toEqual(['es', 'mul', 'es', 'es']);
});
