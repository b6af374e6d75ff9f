import type { Stack } from 'aws-cdk-lib';
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

/** Name and memory of each function, by the step that it is, for whoever watches them (`watchedFunctions`). */
export function functionsInJson(stack: Stack, functions: Functions): string {
  const watched = Object.entries({ ...functions, webSub: undefined }).flatMap(([key, step]) =>
    step === undefined
      ? []
      : [[kebabCase(key), { name: step.function.functionName, memoryMb: step.memoryMb }] as const],
  );
  return stack.toJsonString(Object.fromEntries(watched));
}

/** @example kebabCase('fetchArticle') // 'fetch-article' */
const kebabCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
