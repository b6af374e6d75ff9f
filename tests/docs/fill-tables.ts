import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { dynamoFeedStore } from '../../shared/adapters/dynamo/feed-store.ts';
import { dynamoFollowBudget } from '../../shared/adapters/dynamo/follow-budget.ts';
import { dynamoHostStore } from '../../shared/adapters/dynamo/host-store.ts';
import { dynamoLinkIndex } from '../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { dynamoSubscriptionStore } from '../../shared/adapters/dynamo/subscription-store.ts';
import { s3RawArchive } from '../../shared/adapters/s3/raw-archive.ts';
import { nothingShared } from '../../shared/linking/evidence/evidence.ts';
import { articleIdOf, feedIdOf } from '../../shared/url/ids.ts';
import { aFeed, aPollingState } from '../builders/a-feed.ts';
import { aRawPage } from '../builders/a-raw-page.ts';
import { aReport, aStoredArticle, aStory } from '../builders/a-story.ts';
import { aLease } from '../builders/a-subscription.ts';
import { aParagraph, aRevision, aUrl } from '../builders/an-article.ts';
import type { TestServices } from '../contract/with-services.ts';

const bridge = 'https://news.example/2026/bridge-reopens';
const bridgeId = articleIdOf(aUrl(bridge));
const wire = 'https://wire.example/dunmore-bridge';

/** Stores what the snippets of docs/tables.md ask for, and an item of each kind. */
export async function fillTables({ dynamo, s3, names }: TestServices, now: Date): Promise<void> {
  const { tables } = names;
  const feedId = feedIdOf('https://news.example/rss');
  const rawKey = await s3RawArchive(s3, names.bucket).save(aRawPage({ url: bridge }), bridgeId);
  const { article } = aStoredArticle(bridge, {
    ...{ rawKey, feedId, section: 'Culture', changedAt: '2026-01-05T10:05:00.000Z' },
  });
  const state = aStory(
    aReport({ url: bridge, site: 'news.example' }),
    aReport({ url: wire, site: 'wire.example', at: '2026-01-05T11:00:00.000Z' }),
  );
  const { storyId } = state.story;
  const at = '2026-01-05T10:06:00.000Z';

  const articles = dynamoArticleStore(dynamo, tables.articles);
  const other = articleIdOf(aUrl('https://news.example/?p=1'));
  await articles.save(article, 0);
  await articles.setStory(article.articleId, { storyId, linkedRevision: 1, movedAt: at });
  const changes = dynamoChangeLog(dynamo, tables);
  const { changedAt } = article;
  await changes.put({
    ...{ articleId: article.articleId, changedAt, kind: 'created', revision: 1, change: 'first' },
  });
  await changes.put({
    ...{ articleId: article.articleId, changedAt: at, kind: 'relinked', storyId },
  });
  await articles.saveNonArticle({
    ...{ articleId: other, state: 'alias', url: 'https://news.example/?p=1' },
    aliasOf: article.articleId,
  });
  await articles.saveNonArticle({
    ...{ articleId: articleIdOf(aUrl('https://news.example/gone')), state: 'discarded' },
    ...{ url: 'https://news.example/gone', reason: 'gone', detail: 'status 404' },
    discardedAt: now.toISOString(),
  });
  // Two megabytes of what no gzip makes small: the end does not fit into an item.
  const long = Array.from({ length: 400_000 }, (_, n) => ((n * 2654435761) >>> 7).toString(36));
  const { articleId } = article;
  const revisions = dynamoRevisionStore(dynamo, tables.revisions);
  await revisions.create(aRevision({ articleId }));
  const blocks = Array.from({ length: 100 }, (_, n) =>
    aParagraph(long.slice(n * 4000, (n + 1) * 4000).join(' ')),
  );
  await revisions.create(aRevision({ articleId, revision: 2, kind: 'body', blocks }));

  await dynamoStoryStore(dynamo, tables.stories).save(state, 0);
  await dynamoLinkStore(dynamo, tables.links).saveAll([
    {
      ...{ articleId, otherId: articleIdOf(aUrl(wire)), kind: 'copy', role: 'from', score: 0.9 },
      ...{ linkedAt: now.toISOString(), otherUrl: wire, otherTitle: 'Dunmore bridge is open' },
      evidence: { ...nothingShared, terms: ['bridge'], names: ['Dunmore'] },
      storyId,
    },
  ]);
  await dynamoFollowBudget(dynamo, tables.linkIndex, 9)('2026-01-05');
  await dynamoLinkIndex(dynamo, tables.linkIndex).saveAll(
    [{ term: 'en#dunmore', at: now.toISOString(), storyId, crowd: 3 }],
    now,
  );

  const feeds = dynamoFeedStore(dynamo, tables.feeds);
  await feeds.add(
    aFeed({ url: 'https://news.example/rss', polling: aPollingState({ seen: { a: '1' } }) }),
  );
  await feeds.saveAppliedList({ hash: 'h', feedIds: [feedId] });
  await feeds.saveLook(0, {
    until: now.toISOString(),
    sent: [{ feedId, dueAt: now.toISOString() }],
  });
  await dynamoSubscriptionStore(dynamo, tables.feeds).save(aLease({ feedId }), 0);
  const hosts = dynamoHostStore(dynamo, tables.hosts);
  await hosts.reserveSlot('news.example', { now, spacingMs: 2000 });
  await hosts.update('news.example', { refusals: 1, outages: 0 }, now);
  await hosts.saveRobots({
    ...{ origin: 'https://news.example', text: 'user-agent: *' },
    ...{ fetchedAt: now.toISOString(), freshUntil: now.toISOString() },
  });
}
