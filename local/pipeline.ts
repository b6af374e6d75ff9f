import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { WebSurroundings } from '../shared/runtime/web-surroundings.ts';
import type { FunctionUrlHandler } from './hub-listener.ts';

type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** The functions, as they are deployed, in surroundings of this machine. */
export type Functions = {
  readonly pollFeeds: () => Promise<unknown>;
  readonly fetchFeed: QueueHandler;
  readonly fetchArticle: QueueHandler;
  readonly linkArticle: QueueHandler;
  readonly sweepStories: () => Promise<unknown>;
  readonly revisitArticles: () => Promise<unknown>;
  readonly replayArticle: QueueHandler;
  /** What hubs call; deployed only where a stage has WebSub. */
  readonly webSub: FunctionUrlHandler;
};

/**
 * Loads the handlers of `functions/`; each reads its environment when it is loaded, as on Lambda.
 *
 * @param env what `infra/` would give them
 * @param surroundingsOf the route and the observer of a step
 */
export async function loadFunctions(
  env: Readonly<Record<string, string>>,
  surroundingsOf: (step: string) => WebSurroundings,
): Promise<Functions> {
  Object.assign(process.env, env);
  const [pollFeeds, fetchFeed, fetchArticle, linkArticle] = await Promise.all([
    import('../functions/poll-feeds/handler.ts'),
    import('../functions/fetch-feed/handler.ts'),
    import('../functions/fetch-article/handler.ts'),
    import('../functions/link-article/handler.ts'),
  ]);
  const [sweepStories, revisitArticles, replayArticle, webSub] = await Promise.all([
    import('../functions/sweep-stories/handler.ts'),
    import('../functions/revisit-articles/handler.ts'),
    import('../functions/replay-article/handler.ts'),
    import('../functions/websub/handler.ts'),
  ]);
  return {
    pollFeeds: pollFeeds.composeHandler(process.env, surroundingsOf('poll-feeds')),
    fetchFeed: fetchFeed.composeHandler(process.env, surroundingsOf('fetch-feed')),
    fetchArticle: fetchArticle.composeHandler(process.env, surroundingsOf('fetch-article')),
    linkArticle: linkArticle.composeHandler(process.env, surroundingsOf('link-article')),
    sweepStories: sweepStories.composeHandler(process.env, surroundingsOf('sweep-stories')),
    revisitArticles: revisitArticles.composeHandler(
      process.env,
      surroundingsOf('revisit-articles'),
    ),
    replayArticle: replayArticle.composeHandler(process.env, surroundingsOf('replay-article')),
    webSub: webSub.composeHandler(process.env, surroundingsOf('websub')),
  };
}
