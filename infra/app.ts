import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { ConfigError } from '../shared/errors.ts';
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

function makeApp(): void {
  const app = new App();
  const context = (name: string): unknown => app.node.tryGetContext(name);
  const named = findStage(String(context('stage') ?? 'dev'));
  const heard = withWebSub(named, context('websub'));
  const seen = withViewer(withEmbedder(heard, context('embedder')), context('viewer'));
  const stage = withoutIndexes(withExports(seen, context('exports')), context('withoutIndexes'));

  new NewsloomStack(app, `Newsloom-${stage.name}`, { stage, feeds: readFeedList('feeds.yaml') });

  Tags.of(app).add('application', 'newsloom');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}

try {
  makeApp();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  // What a person can set right is told in a line; and an app that is half made is not synthesized.
  console.error(`error: ${error.message}`);
  process.exit(1);
}
