import type {
  fetchArticleEnv,
  fetchFeedEnv,
  linkArticleEnv,
  pollFeedsEnv,
  webSubEnv,
} from '../shared/config/function-env.ts';
import type { EnvironmentOf } from '../shared/config/load-config.ts';
import type { PipelineFunction } from './constructs/pipeline-function.ts';

/** The four steps as they are deployed, and the function that hubs call where a stage has it. */
export type Functions = {
  readonly pollFeeds: PipelineFunction<EnvironmentOf<typeof pollFeedsEnv>>;
  readonly fetchFeed: PipelineFunction<EnvironmentOf<typeof fetchFeedEnv>>;
  readonly fetchArticle: PipelineFunction<EnvironmentOf<typeof fetchArticleEnv>>;
  readonly linkArticle: PipelineFunction<EnvironmentOf<typeof linkArticleEnv>>;
  readonly webSub?: PipelineFunction<EnvironmentOf<typeof webSubEnv>>;
};
