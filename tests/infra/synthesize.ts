import { readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { NewsloomStack } from '../../infra/newsloom-stack.ts';
import type { Stage } from '../../infra/stages.ts';
import type { FeedListing } from '../../shared/model/feed.ts';

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '../..');

/** A resource of a template, as far as a test reads it. */
export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

const feeds: FeedListing[] = [{ url: 'https://news.example/rss', tags: [] }];

/** The feature flags that the CLI hands to the app. */
export const cdkContext = (): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')).context;

/** An app with these stages in it and without bundles, which take seconds to make. */
export function appOf(wanted: readonly Stage[]): { app: App; stacks: readonly NewsloomStack[] } {
  const app = new App({ context: { ...cdkContext(), 'aws:cdk:bundling-stacks': [] } });
  const stacks = wanted.map(
    (stage) => new NewsloomStack(app, `Newsloom-${stage.name}`, { stage, feeds }),
  );
  return { app, stacks };
}

/** The templates of these stages, side by side in one app. */
export function templatesOf<const Stages extends readonly Stage[]>(...wanted: Stages) {
  const templates = appOf(wanted).stacks.map((stack) => Template.fromStack(stack));
  return templates as { [Index in keyof Stages]: Template };
}

/** All resources of a type, by their logical id. */
export const resourcesOf = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type) as Record<string, Resource>);

/** The one resource of a type with this id, to which CDK adds a hash. */
export function resourceOf(template: Template, type: string, id: string): [string, Resource] {
  const hashed = new RegExp(`^${id}[0-9A-F]{8}$`);
  const found = resourcesOf(template, type).find(([logicalId]) => hashed.test(logicalId));
  if (found === undefined) throw new Error(`no resource ${id} of type ${type}`);
  return found;
}

/** All that a role may do: its actions on a resource, a line each. */
export function allowedTo(template: Template, role: string): string[] {
  const [, { Properties }] = resourceOf(template, 'AWS::IAM::Policy', `${role}DefaultPolicy`);
  const { Statement } = Properties['PolicyDocument'] as {
    Statement: readonly { Action: string | readonly string[]; Resource: unknown }[];
  };
  return Statement.flatMap(({ Action, Resource }) => {
    const actions = [Action].flat().toSorted().join();
    return [Resource].flat().map((resource) => `${actions} on ${nameOf(resource)}`);
  }).toSorted();
}

function nameOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  const [name = '*'] = /(?<="Fn::GetAtt":\[")\w+(?=[0-9A-F]{8}")/.exec(text) ?? [];
  const [rest = ''] = /(?<=")\/[^"]+/.exec(text) ?? [];
  return `${name}${rest}`;
}
