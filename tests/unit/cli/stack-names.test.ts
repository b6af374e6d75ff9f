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

  it.each([...outputs.keys()])(
    'without %s are those of something else, and that is said',
    (name) => {
      const fewer = new Map([...outputs].filter(([key]) => key !== name));
      expect(() => stackNamesOf('Other', fewer)).toThrow(`stack Other has no output ${name}`);
    },
  );
});
