import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stages, withWebSub } from '../../infra/stages.ts';
import { webSubEnv } from '../../shared/config/function-env.ts';
import { resourceOf, resourcesOf, templatesOf } from './synthesize.ts';

const withHubs: Stage = { ...stages.dev, websub: { reservedConcurrency: 5 } };

let on: Template;
let off: Template;
beforeAll(() => {
  [on] = templatesOf(withHubs);
  [off] = templatesOf(stages.dev);
});

const variablesOf = (template: Template, id: string) =>
  resourceOf(template, 'AWS::Lambda::Function', id)[1].Properties['Environment'] as {
    Variables: Record<string, unknown>;
  };

describe('a stage without WebSub', () => {
  it('has it for once when the context says so', () => {
    expect(withWebSub(stages.dev, undefined)).toBe(stages.dev);
    expect(withWebSub(stages.dev, '5')).toEqual(withHubs);
    for (const wrong of ['0', 'yes', '2.5', ''])
      expect(() => withWebSub(stages.dev, wrong)).toThrow(`-c websub=${wrong}`);
  });

  it('is what every stage is that does not say otherwise', () => {
    for (const stage of Object.values<Stage>(stages)) expect(stage.websub).toBeUndefined();
  });

  it('has nothing of it in its template', () => {
    expect(/websub/i.exec(JSON.stringify(off.toJSON()))).toBeNull();
    off.resourceCountIs('AWS::Lambda::Url', 0);
    off.resourceCountIs('AWS::Lambda::Permission', 0);
  });
});

describe('a stage with WebSub', () => {
  it('differs by one function, and by what belongs to it', () => {
    const idsOf = (template: Template) => Object.keys(template.toJSON()['Resources']);
    const before = new Set(idsOf(off));
    const added = idsOf(on).filter((id) => !before.has(id));
    expect(added.map((id) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'AlarmsWebSubErrors',
      'AlarmsWebSubThrottles',
      'WebSubStepFunction',
      'WebSubStepFunctionFunctionUrl',
      'WebSubStepFunctioninvokefunction',
      'WebSubStepFunctioninvokefunctionurl',
      'WebSubStepLogs',
      'WebSubStepRole',
      'WebSubStepRoleDefaultPolicy',
    ]);
  });

  it('has one address that anyone can call, with a brake on the calls', () => {
    const [functionId, step] = resourceOf(on, 'AWS::Lambda::Function', 'WebSubStepFunction');
    on.resourceCountIs('AWS::Lambda::Url', 1);
    on.hasResourceProperties('AWS::Lambda::Url', {
      AuthType: 'NONE',
      TargetFunctionArn: { 'Fn::GetAtt': [functionId, 'Arn'] },
    });
    expect(step.Properties).toMatchObject({ ReservedConcurrentExecutions: 5, Timeout: 10 });
    for (const [, { Properties }] of resourcesOf(on, 'AWS::Lambda::Permission'))
      expect(Properties['FunctionName']).toEqual({ 'Fn::GetAtt': [functionId, 'Arn'] });
  });

  it('gives its function the environment that it reads, and fetch-feed the address', () => {
    const { Variables } = variablesOf(on, 'WebSubStepFunction');
    expect(Object.keys(Variables).sort()).toEqual(
      [...Object.keys(webSubEnv.shape), 'NODE_OPTIONS'].sort(),
    );
    const [urlId] = resourceOf(on, 'AWS::Lambda::Url', 'WebSubStepFunctionFunctionUrl');
    expect(variablesOf(on, 'FetchFeedFunction').Variables['WEBSUB_CALLBACK_URL']).toEqual({
      'Fn::GetAtt': [urlId, 'FunctionUrl'],
    });
  });

  it('lets the function that strangers can call touch subscriptions only, and send polls only', () => {
    expect(statementsOf('WebSubStepRoleDefaultPolicy').map(shown)).toEqual([
      'xray:PutTelemetryRecords,xray:PutTraceSegments on * if always',
      'logs:CreateLogStream,logs:PutLogEvents on WebSubStepLogs if always',
      'dynamodb:GetItem,dynamodb:PutItem on TablesFeeds if @websub/*',
      'sqs:SendMessage on FeedQueue if always',
    ]);
  });

  it('lets fetch-feed write subscriptions and no more than before', () => {
    const before = statementsOf('FetchFeedRoleDefaultPolicy', off).map(shown);
    const after = statementsOf('FetchFeedRoleDefaultPolicy').map(shown);
    expect(after.filter((line) => !before.includes(line))).toEqual([
      'dynamodb:PutItem on TablesFeeds if @websub/*',
    ]);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
  });
});

type Statement = {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Record<string, unknown>>>;
};

function statementsOf(policy: string, template = on): readonly Statement[] {
  const [, { Properties }] = resourceOf(template, 'AWS::IAM::Policy', policy);
  return (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
}

function shown({ Action, Resource, Condition }: Statement): string {
  const [resource = ''] = /(?<="Fn::GetAtt":\[")\w+(?=[0-9A-F]{8}")/.exec(
    JSON.stringify(Resource),
  ) ?? [String(Resource)];
  const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? 'always';
  return `${[Action].flat().join(',')} on ${resource} if ${keys}`;
}
