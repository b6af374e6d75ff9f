import { documentClient } from '../../../shared/adapters/dynamo/document-client.ts';
import { dynamoLinkIndex } from '../../../shared/adapters/dynamo/link-index.ts';
import { dynamoStoryStore } from '../../../shared/adapters/dynamo/story-store.ts';
import { daysAfter } from '../../../shared/linking/likeness/instants.ts';
import type { ArticleId, StoryId } from '../../../shared/model/ids.ts';
import { ofMembers } from '../../../shared/model/story.ts';
import { eventsOf } from '../ending.ts';
import { findingsIn } from '../findings-in.ts';
import type { MemoryServices } from '../memory/memory-services.ts';
import { publishedOfNothing } from '../published-of-nothing.ts';
import { type Contents, changesIn, readTables } from '../table-contents.ts';

type Item = Readonly<Record<string, unknown>>;

/** What is not as it must be after any race, in words. */
export async function lawsBroken(services: MemoryServices): Promise<string[]> {
  const contents = await readTables(services);
  const events = new Set(await eventsOf(services));
  const findings = (await findingsIn(services)).map(
    ({ rule, about, found }) => `${rule} ${about}: ${found}`,
  );
  return [
    ...findings,
    ...articlesOf(contents).flatMap((article) => versionsWrong(article, contents)),
    ...untold(contents, events),
    ...publishedOfNothing({ ...contents, events }),
    ...movesUntold(contents),
    ...linksAcross(contents),
    ...(await unposted(contents, services)),
  ];
}

export const articlesOf = ({ articles }: Contents): Item[] =>
  articles.filter(({ state }) => state === 'live' || state === 'removed');

/** Versions are numbered without a gap, each says something else, and each was told once. */
function versionsWrong({ articleId, revision, changedAt }: Item, contents: Contents): string[] {
  const versions = contents.revisions.filter((one) => one['articleId'] === articleId);
  const wrongs: string[] = [];
  for (const [at, version] of versions.entries()) {
    const before = versions[at - 1];
    if (version['revision'] !== at + 1)
      wrongs.push(`${articleId} has a version ${version['revision']} and no version ${at + 1}`);
    const isSame = before?.['contentHash'] === version['contentHash'];
    const isOther = [version, before].some((one) =>
      ['removed', 'facts', 'headline', 'restored'].includes(String(one?.['kind'])),
    );
    if (isSame && !isOther)
      wrongs.push(`${articleId} has a version ${at + 1} that says nothing new`);
  }
  if (versions.length !== revision)
    wrongs.push(`${articleId} is at version ${revision} of ${versions.length}`);
  for (let number = 1; number <= Number(revision); number++) {
    const told = changesIn(contents).filter(
      (one) => one['articleId'] === articleId && one['revision'] === number,
    );
    if (told.length > 1 || (number === revision && told.length === 0))
      wrongs.push(`${articleId} version ${number} was told ${told.length} times`);
    if (number === revision && told.some((one) => one['changedAt'] !== changedAt))
      wrongs.push(`${articleId} version ${number} was told of another instant`);
  }
  return wrongs;
}

/** Every version has had its event, and every split. */
function untold(contents: Contents, events: ReadonlySet<string>): string[] {
  const splits = contents.stories
    .filter(({ splitFrom }) => splitFrom !== undefined)
    .map(({ storyId, splitFrom }) => `StorySplit ${storyId}#${splitFrom}`);
  const keys = new Set([...events].map((event) => event.split(' ')[1]));
  const articles = new Set(articlesOf(contents).map(({ articleId }) => articleId));
  const versions = contents.revisions
    .filter(({ articleId }) => articles.has(articleId))
    .map(({ articleId, revision }) => `${articleId}#${revision}`);
  return [
    ...versions.filter((key) => !keys.has(key)),
    ...splits.filter((key) => !events.has(key)),
  ].map((key) => `${key} was not published`);
}

/** That an article is in another story than before stands in the log. */
function movesUntold(contents: Contents): string[] {
  const told = new Set(
    changesIn(contents)
      .filter(({ kind }) => kind === 'relinked')
      .map(({ articleId, storyId, changedAt }) => `${articleId} to ${storyId} at ${changedAt}`),
  );
  return articlesOf(contents)
    .filter(({ movedAt }) => movedAt !== undefined)
    .map(({ articleId, storyId, movedAt }) => `${articleId} to ${storyId} at ${movedAt}`)
    .filter((move) => !told.has(move))
    .map((move) => `the move of ${move} was not told`);
}

/** A link that says that both of its ends are of one story is none between two. */
function linksAcross(contents: Contents): string[] {
  const storyOf = new Map(
    articlesOf(contents).map(({ articleId, storyId }) => [articleId, storyId]),
  );
  return contents.links
    .filter(({ kind }) => ofMembers.has(String(kind)))
    .filter(({ articleId, otherId }) => storyOf.get(articleId) !== storyOf.get(otherId))
    .map(
      ({ articleId, kind, otherId }) => `${articleId} ${kind} ${otherId} leads to another story`,
    );
}

/** A story can be found by each of its words that was filed. */
async function unposted(
  { stories }: Contents,
  { clients, names }: MemoryServices,
): Promise<string[]> {
  const dynamo = documentClient(clients.dynamo);
  const index = dynamoLinkIndex(dynamo, names.tables.linkIndex);
  const living = stories.filter(({ mergedInto, articleCount }) => !mergedInto && articleCount);
  const ids = living.map(({ storyId }) => storyId as StoryId);
  const wrongs: string[] = [];
  for (const { story, profile } of await dynamoStoryStore(dynamo, names.tables.stories).findMany(
    ids,
  )) {
    const { at, terms } = profile.posted;
    const window = { from: daysAfter(at, -1), to: daysAfter(at, 1) };
    const found = await index.find(terms, window);
    const filed = new Set(
      found.filter(({ storyId }) => storyId === story.storyId).map(({ term }) => term),
    );
    for (const term of terms)
      if (!filed.has(term)) wrongs.push(`${story.storyId} is not found by ${term}`);
  }
  return wrongs;
}

/** An article that readers should not see any more. */
export const stillThere = ({ articles }: Contents, gone: ArticleId | undefined): string[] =>
  articles
    .filter(({ articleId, state }) => articleId === gone && state !== 'taken-down')
    .map(({ articleId, state }) => `${articleId} was taken down and is ${state}`);

/** Requests to one host that were nearer to each other than they may be. */
export function tooSoon(
  asked: readonly { readonly host: string; readonly at: number }[],
  spacingMs: number,
): string[] {
  const last = new Map<string, number>();
  return asked.flatMap(({ host, at }) => {
    const before = last.get(host);
    last.set(host, at);
    return before !== undefined && at - before < spacingMs
      ? [`${host} was asked again after ${at - before} ms`]
      : [];
  });
}
