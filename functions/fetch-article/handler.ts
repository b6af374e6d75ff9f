import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { sqsArticleTaskSender } from '../../shared/adapters/sqs/article-tasks.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { sqsQuarantine } from '../../shared/adapters/sqs/send-tasks.ts';
import { fetchArticleEnv } from '../../shared/config/function-env.ts';
import { loadConfig } from '../../shared/config/load-config.ts';
import { fetchArticleTask } from '../../shared/messages.ts';
import { fetchArticle } from '../../shared/pipeline/articles/fetch-article.ts';
import { connect } from '../../shared/runtime/connect.ts';
import { politeFetcher } from '../../shared/runtime/polite-fetcher.ts';
import { sqsHandler } from '../../shared/runtime/sqs-handler.ts';
import { savedTogether, together, toldTogether } from '../../shared/runtime/together.ts';
import { versionStores } from '../../shared/runtime/version-stores.ts';
import { deployedOnTheWeb } from '../../shared/runtime/web-surroundings.ts';

const name = 'fetch-article';
/** Nine pages of a feed that is new; those of others are sent apart, and seldom wait. */
const maxWaitMs = 20_000;
/**
 * A site's robots.txt and `tdmrep.json` are asked for once a day, each in a slot of its own. The page that
 * they were for comes back for its slot: nine others of its invocation would be paid for while it waits.
 */
const maxWaitAfterFileMs = 500;

export function composeHandler(env: NodeJS.ProcessEnv, surroundings = deployedOnTheWeb(name)) {
  const config = loadConfig(fetchArticleEnv, env);
  const dynamo = documentClient(connect(DynamoDBClient, surroundings));
  const sqs = connect(SQSClient, surroundings);
  const stores = versionStores(config, { dynamo, s3: connect(S3Client, surroundings) });
  const ports = {
    fetch: politeFetcher(config, {
      ...{ dynamo, surroundings },
      waits: { maxWaitMs, maxWaitAfterFileMs },
    }),
    ...stores,
    raw: savedTogether(stores.raw, surroundings.patience),
    changes: toldTogether(stores.changes, surroundings.patience),
    sendLinkTasks: together(
      sqsLinkTaskSender(sqs, config.LINK_QUEUE_URL, {
        linkersPerLanguage: config.LINKERS_PER_LANGUAGE,
      }),
    ),
    deferTask: sqsArticleTaskSender(sqs, config.ARTICLE_QUEUE_URL),
    rights: config.RIGHTS_POLICY,
    now: surroundings.now,
  };
  return sqsHandler({
    name,
    schema: fetchArticleTask,
    step: (task, tries) => fetchArticle(task, ports, tries),
    quarantine: sqsQuarantine(sqs, config.QUARANTINE_QUEUE_URL),
    observe: surroundings.observe,
  });
}

export const handler = composeHandler(process.env);
