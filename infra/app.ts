import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { readFeedList } from './feed-list.ts';
import { NewsloomStack } from './newsloom-stack.ts';
import {
  findStage,
  withEmbedder,
  withExports,
  withoutIndexes,
  withViewer,
  withWebSub,
} from './stages.ts';

const app = new App();
const context = (name: string): unknown => app.node.tryGetContext(name);
const named = findStage(app.node.tryGetContext('stage') ?? 'dev');
const heard = withWebSub(named, context('websub'));
const seen = withViewer(withEmbedder(heard, context('embedder')), context('viewer'));
const stage = withoutIndexes(withExports(seen, context('exports')), context('withoutIndexes'));

new NewsloomStack(app, `Newsloom-${stage.name}`, { stage, feeds: readFeedList('feeds.yaml') });

Tags.of(app).add('application', 'newsloom');
Tags.of(app).add('stage', stage.name);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
