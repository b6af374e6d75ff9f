import { isArticle } from '../../article/is-article.ts';
import type { Finding } from '../../invariants/finding.ts';
import { judgeArticle } from '../../invariants/judge-article.ts';
import { judgeTakedown } from '../../invariants/judge-takedown.ts';
import type { Article, ArticleRecord, Tombstone } from '../../model/article.ts';
import type { Story } from '../../model/story.ts';
import { changeOf, moveOf, takedownOf } from '../tell-change.ts';
import { type ExaminePorts, isSettled, isTold, type Met, mostRemembered } from './examining.ts';
import { judgeEach } from './judge-each.ts';

/** Holds a page of records to what is always true of them. */
export async function* examineArticles(
  page: readonly ArticleRecord[],
  ports: ExaminePorts,
  met: Met,
): AsyncGenerator<Finding> {
  for (const { rawKey } of page.filter(isArticle))
    if (rawKey !== undefined && met.named.size < mostRemembered) met.named.add(rawKey);
  const settled = page.filter(isArticle).filter(({ changedAt }) => isSettled(changedAt, ports));
  const stories = await storiesOf(settled, ports);
  yield* judgeEach(settled, async (article) =>
    judgeArticle({
      ...(await fileOf(article, ports, met)),
      story: article.storyId && stories.get(article.storyId),
    }),
  );
  yield* examineTakedowns(page, ports, met);
  yield* await examineAliases(page, ports);
}

async function fileOf(article: Article, ports: ExaminePorts, met: Met) {
  const { articleId, revision, rawKey } = article;
  const version = await ports.revisions.find(articleId, revision);
  const move = moveOf(article);
  const [rawKeys, inLog, isMoveTold, lost] = await Promise.all([
    keysHeld([rawKey, version?.rawKey], ports),
    version === undefined || isTold(changeOf(article, version), met, ports),
    move === undefined || isTold(move, met, ports),
    lostVersions(article, ports, met),
  ]);
  return { article, version, rawKeys, isTold: inLog, isMoveTold, lost };
}

/** Those before the one that an article has; they are asked for only where one seems to be missing. */
async function lostVersions(
  { articleId, revision }: Article,
  { revisions }: ExaminePorts,
  { versions }: Met,
): Promise<number[]> {
  if ((versions.get(articleId) ?? revision) >= revision) return [];
  const lost: number[] = [];
  for (let number = 1; number < revision; number++)
    if ((await revisions.find(articleId, number)) === undefined) lost.push(number);
  return lost;
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

async function* examineTakedowns(
  page: readonly ArticleRecord[],
  ports: ExaminePorts,
  met: Met,
): AsyncGenerator<Finding> {
  const tombstones = page
    .flatMap((record) => (record.state === 'taken-down' ? record : []))
    .filter(({ takenDownAt }) => isSettled(takenDownAt, ports));
  yield* judgeEach(tombstones, async (tombstone: Tombstone) =>
    judgeTakedown({
      tombstone,
      versions: met.versions.get(tombstone.articleId) ?? 0,
      isTold: await isTold(takedownOf(tombstone), met, ports),
    }),
  );
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
