import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { resourceOf, templatesOf } from './synthesize.ts';

type Statement = { readonly Action: string | string[]; readonly Resource: unknown };

let on: Template;
beforeAll(() => {
  [on] = templatesOf({ ...stages.dev, followRelated: { perDay: 100 }, linkersPerLanguage: 5 });
});

it('lets link-article ask for related pages where a stage says how many a day', () => {
  const [queueId] = resourceOf(on, 'AWS::SQS::Queue', 'ArticleQueue');
  const [, step] = resourceOf(on, 'AWS::Lambda::Function', 'LinkArticleFunction');
  expect(step.Properties['Environment']).toMatchObject({
    Variables: { FOLLOW_RELATED_PER_DAY: '100', ARTICLE_QUEUE_URL: { Ref: queueId } },
  });

  const [, policy] = resourceOf(on, 'AWS::IAM::Policy', 'LinkArticleRoleDefaultPolicy');
  const { Statement } = policy.Properties['PolicyDocument'] as { Statement: Statement[] };
  const mayOn = (action: string) =>
    JSON.stringify(Statement.filter(({ Action }) => [Action].flat().includes(action)));
  expect(mayOn('dynamodb:UpdateItem')).toContain('TablesLinkIndex');
  expect(mayOn('sqs:SendMessage')).toContain(queueId);
});

it('tells all who send or take link tasks of articles how many linkers share a language', () => {
  for (const step of ['FetchArticle', 'ReplayArticle', 'LinkArticle']) {
    const [, { Properties }] = resourceOf(on, 'AWS::Lambda::Function', `${step}Function`);
    expect(Properties['Environment']).toMatchObject({ Variables: { LINKERS_PER_LANGUAGE: '5' } });
  }
});
