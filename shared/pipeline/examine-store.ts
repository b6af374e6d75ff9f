import { isArticle } from '../article/is-article.ts';
import { CorruptItemError } from '../errors.ts';
import type { Finding } from '../invariants/finding.ts';
import { judgeArticle } from '../invariants/judge-article.ts';
import { judgeLink } from '../invariants/judge-link.ts';
import { judgeStory } from '../invariants/judge-story.ts';
import type { Article, ArticleRecord } from '../model/article.ts';
import type { Change } from '../model/change.ts';
import type { ArticleId } from '../model/ids.ts';
import type { Link, Story } from '../model/story.ts';
import type { ArticleStore, RevisionStore } from '../ports/articles.ts';
import type { ChangeLog } from '../ports/changes.ts';
import type { FeedStore } from '../ports/feeds.ts';
import type { StoreWalk } from '../ports/store-walk.ts';
import type { LinkStore, StoryMembers, StoryStore } from '../ports/stories.ts';
import type { Clock } from '../ports/web.ts';
import { examineArchive } from './examine-archive.ts';
import { judgeEach, judgePages, unreadable } from './judge-each.ts';
import { changeOf } from './tell-change.ts';

export type ExaminePorts = {
  readonly walk: StoreWalk;
  readonly articles: Pick<ArticleStore, 'findMany'>;
  readonly revisions: Pick<RevisionStore, 'find'>;
  readonly stories: Pick<StoryStore, 'findMany'>;
  readonly members: Pick<StoryMembers, 'membersOf'>;
  readonly links: Pick<LinkStore, 'findOf'>;
  readonly changes: Pick<ChangeLog, 'holds'>;
  readonly feeds: Pick<FeedStore, 'list'>;
  readonly now: Clock;
  /** Nothing is on its way through the queues, so that what is young is judged, too. */
  readonly isIdle: boolean;
};

/** What is younger may still be on its way through the queues. */
const settledMs = 2 * 3_600_000;
/** Keys of pages and names of versions that a walk has met are remembered, up to 50 MB of each. */
const mostRemembered = 500_000;

/**
 * Holds everything in a store to what is always true of it (`shared/invariants`), a page at a time.
 *
 * It reads each item at least once, and looks up what should be there because of it. While tasks are in
 * the queues, what was changed within two hours is left out.
 */
export async function* examineStore(ports: ExaminePorts): AsyncGenerator<Finding> {
  const met = new Set<string>();
  for await (const finding of allFindings(ports)) {
    // Met by whatever looks it up.
    if (finding.rule === 'item-readable' && met.has(finding.about)) continue;
    if (finding.rule === 'item-readable') met.add(finding.about);
    yield finding;
  }
}

async function* allFindings(ports: ExaminePorts): AsyncGenerator<Finding> {
  const named = new Set<string>();
  const told = await toldVersions(ports);
  const { walk } = ports;
  yield* judgePages(walk.articles(), (page) => examineArticles(page, ports, { named, told }));
  yield* judgePages(walk.stories(), (page) => examineStories(page, ports));
  yield* judgePages(walk.links(), (page) => examineLinks(page, ports));
  for (const error of walk.takeUnreadable()) yield unreadable(error);
  yield* examineArchive(ports, named);
  yield* examineFeeds(ports);
}

const isOlder = (instant: string | Date, ms: number, { now, isIdle }: ExaminePorts): boolean =>
  isIdle || now().getTime() - new Date(instant).getTime() > ms;

/** A version, as the log tells of it. */
const nameOf = ({ articleId, revision, changedAt }: Change): string =>
  `${articleId} ${revision} ${changedAt}`;

/**
 * Versions that the log tells of, by one walk: where a version stands in it follows from all that was told
 * with it, so that to ask for one is to ask each shard. Those that have no room here, or are told while the
 * walk goes on, are asked for.
 */
async function toldVersions({ walk }: ExaminePorts): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for await (const page of walk.changes())
    for (const change of page)
      if (change.revision !== undefined && told.size < mostRemembered) told.add(nameOf(change));
  return told;
}

type Remembered = {
  /** Where keys of raw pages are put that an article names. */
  readonly named: Set<string>;
  readonly told: ReadonlySet<string>;
};

async function* examineArticles(
  page: readonly ArticleRecord[],
  ports: ExaminePorts,
  { named, told }: Remembered,
): AsyncGenerator<Finding> {
  const isTold = (change: Change) => told.has(nameOf(change)) || ports.changes.holds(change);
  for (const { rawKey } of page.filter(isArticle))
    if (rawKey !== undefined && named.size < mostRemembered) named.add(rawKey);
  const settled = page
    .filter(isArticle)
    .filter(({ changedAt }) => isOlder(changedAt, settledMs, ports));
  const stories = await storiesOf(settled, ports);
  yield* judgeEach(settled, async (article) => {
    const version = await ports.revisions.find(article.articleId, article.revision);
    const story = article.storyId && stories.get(article.storyId);
    const [rawKeys, isInLog] = await Promise.all([
      keysHeld([article.rawKey, version?.rawKey], ports),
      version === undefined || isTold(changeOf(article, version)),
    ]);
    return judgeArticle({
      article,
      version,
      rawKeys,
      story: story || undefined,
      isTold: isInLog,
    });
  });
  yield* await examineAliases(page, ports);
}

/** Those of the keys under which the archive has a page. */
async function keysHeld(
  keys: readonly (string | undefined)[],
  { walk }: ExaminePorts,
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const key of new Set(keys))
    if (key !== undefined && (await walk.holdsRawPage(key))) held.add(key);
  return held;
}

async function storiesOf(
  articles: readonly Article[],
  { stories }: ExaminePorts,
): Promise<Map<string, Story>> {
  const ids = articles.flatMap(({ storyId }) => storyId ?? []);
  const found = await stories.findMany(ids, 'latest');
  return new Map(found.map(({ story }) => [story.storyId, story]));
}

async function examineAliases(
  page: readonly ArticleRecord[],
  { articles }: ExaminePorts,
): Promise<Finding[]> {
  const aliases = page.flatMap((record) => (record.state === 'alias' ? record : []));
  const found = await articles.findMany(aliases.map(({ aliasOf }) => aliasOf));
  const states = new Map(found.map(({ articleId, state }) => [articleId, state]));
  return aliases.flatMap(({ articleId, aliasOf }): Finding[] => {
    const state = states.get(aliasOf);
    if (state !== undefined && state !== 'alias') return [];
    const found = `it leads to ${aliasOf}, which ${state === undefined ? 'is not there' : 'leads on'}`;
    return [{ rule: 'alias-leads', about: articleId, found }];
  });
}

async function* examineStories(
  page: readonly Story[],
  ports: ExaminePorts,
): AsyncGenerator<Finding> {
  const targets = await ports.stories.findMany(page.flatMap(({ mergedInto }) => mergedInto ?? []));
  const byId = new Map(targets.map(({ story }) => [story.storyId, story]));
  yield* judgeEach(page, async (story) => {
    const target = story.mergedInto && byId.get(story.mergedInto);
    const members = await membersOf(story, ports);
    if (members.some(({ changedAt }) => !isOlder(changedAt, settledMs, ports))) return [];
    return judgeStory({ story, members, target: target || undefined });
  });
}

async function membersOf(
  { storyId, mergedInto }: Story,
  { members, articles }: ExaminePorts,
): Promise<Article[]> {
  if (mergedInto !== undefined) return [];
  const found: Article[] = [];
  for await (const ids of members.membersOf(storyId))
    found.push(...(await articles.findMany(ids)).filter(isArticle));
  return found;
}

async function* examineLinks(page: readonly Link[], ports: ExaminePorts): AsyncGenerator<Finding> {
  const settled = page.filter(({ linkedAt }) => isOlder(linkedAt, settledMs, ports));
  const ids = settled.flatMap(({ articleId, otherId }) => [articleId, otherId]);
  const records = (await ports.articles.findMany(ids)).filter(isArticle);
  const stored = new Set(records.map(({ articleId }) => articleId));
  const isStored = (id: ArticleId) => stored.has(id);
  yield* judgeEach(settled, async (link) => {
    const others = await ports.links.findOf(link.otherId);
    const hasOtherEnd = others.some((other) => isOtherEnd(link, other));
    return judgeLink({ link, hasOtherEnd, isStored });
  });
}

const mirrored = { from: 'to', to: 'from', peer: 'peer' } as const;

const isOtherEnd = (link: Link, other: Link): boolean =>
  other.otherId === link.articleId &&
  other.kind === link.kind &&
  other.role === mirrored[link.role];

async function* examineFeeds(ports: ExaminePorts): AsyncGenerator<Finding> {
  try {
    yield* feedsNotDue(ports);
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    yield unreadable(error, 'feeds after it were not judged');
  }
}

async function* feedsNotDue({ feeds }: ExaminePorts): AsyncGenerator<Finding> {
  for await (const { feedId, status, nextPollAt } of feeds.list()) {
    if ((status === 'active') === (nextPollAt !== undefined)) continue;
    const found = status === 'active' ? 'it is active and never due' : `it is ${status} and due`;
    yield { rule: 'feed-due', about: feedId, found };
  }
}
