import type {
  fetchArticleEnv,
  fetchFeedEnv,
  linkArticleEnv,
  pollFeedsEnv,
  replayArticleEnv,
  revisitArticlesEnv,
  sweepStoriesEnv,
  webSubEnv,
} from '../shared/config/function-env.ts';
import type { EnvironmentOf } from '../shared/config/load-config.ts';
import type { PipelineFunction } from './constructs/pipeline-function.ts';

/** The four steps as they are deployed, what looks after their work, and what hubs call where a stage has it. */
export type Functions = {
  readonly pollFeeds: PipelineFunction<EnvironmentOf<typeof pollFeedsEnv>>;
  readonly fetchFeed: PipelineFunction<EnvironmentOf<typeof fetchFeedEnv>>;
  readonly fetchArticle: PipelineFunction<EnvironmentOf<typeof fetchArticleEnv>>;
  readonly linkArticle: PipelineFunction<EnvironmentOf<typeof linkArticleEnv>>;
  readonly sweepStories: PipelineFunction<EnvironmentOf<typeof sweepStoriesEnv>>;
  readonly revisitArticles: PipelineFunction<EnvironmentOf<typeof revisitArticlesEnv>>;
  readonly replayArticle: PipelineFunction<EnvironmentOf<typeof replayArticleEnv>>;
  readonly webSub?: PipelineFunction<EnvironmentOf<typeof webSubEnv>>;
};
