import { describe, expect, it } from 'vitest';
import { stackNamesOf } from '../../../cli/stack-names.ts';

const outputs = new Map(
  [
    ...['FeedsTable', 'ArticlesTable', 'ChangesTable', 'RevisionsTable', 'StoriesTable'],
    ...['LinksTable', 'LinkIndexTable', 'RawBucket'],
    ...['FeedQueueUrl', 'ArticleQueueUrl', 'LinkQueueUrl', 'ReplayQueueUrl', 'QuarantineQueueUrl'],
  ].map((name) => [name, `the ${name}`]),
);

describe('the outputs of a stack', () => {
  it('name its tables and queues', () => {
    const { tables, bucket, queueUrls } = stackNamesOf('Newsloom-dev', outputs);
    expect(tables.articles).toBe('the ArticlesTable');
    expect(queueUrls.quarantine).toBe('the QuarantineQueueUrl');
    expect([...Object.values(tables), bucket, ...Object.values(queueUrls)].toSorted()).toEqual(
      [...outputs.values()].toSorted(),
    );
  });

  it('name its vectors where it has any', () => {
    expect(stackNamesOf('Newsloom-dev', outputs)).not.toHaveProperty('vectorIndexArn');
    const more = new Map([...outputs, ['VectorIndexArn', 'the index']]);
    expect(stackNamesOf('Newsloom-dev', more).vectorIndexArn).toBe('the index');
  });

  it('name what its metrics are kept under', () => {
    expect(stackNamesOf('Newsloom-dev', outputs)).not.toHaveProperty('watched');
    const step = { name: 'stack-FetchArticle-1', memoryMb: 512 };
    const queue = 'https://sqs.eu-west-1.amazonaws.com/1/stack-FeedDeadLetters-1';
    const more = new Map([
      ...outputs,
      ['HostsTable', 'Hosts-1'],
      ['Functions', JSON.stringify({ 'fetch-article': step })],
      ['FeedDeadLettersUrl', queue],
    ]);
    const { watched } = stackNamesOf('Newsloom-dev', more);
    expect(watched?.functions).toEqual({ 'fetch-article': step });
    expect(watched?.tables.hosts).toBe('Hosts-1');
    expect(watched?.queues['feeds dead letters']).toBe('stack-FeedDeadLetters-1');
  });

  it.each([...outputs.keys()])(
    'without %s are those of something else, and that is said',
    (name) => {
      const fewer = new Map([...outputs].filter(([key]) => key !== name));
      expect(() => stackNamesOf('Other', fewer)).toThrow(`stack Other has no output ${name}`);
    },
  );
});
