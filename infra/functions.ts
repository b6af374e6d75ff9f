import type {
  fetchArticleEnv,
  fetchFeedEnv,
  linkArticleEnv,
  pollFeedsEnv,
} from '../shared/config/function-env.ts';
import type { EnvironmentOf } from '../shared/config/load-config.ts';
import type { PipelineFunction } from './constructs/pipeline-function.ts';

/** The four steps as they are deployed. */
export type Functions = {
  readonly pollFeeds: PipelineFunction<EnvironmentOf<typeof pollFeedsEnv>>;
  readonly fetchFeed: PipelineFunction<EnvironmentOf<typeof fetchFeedEnv>>;
  readonly fetchArticle: PipelineFunction<EnvironmentOf<typeof fetchArticleEnv>>;
  readonly linkArticle: PipelineFunction<EnvironmentOf<typeof linkArticleEnv>>;
};
