import { isArticle } from '../../article/is-article.ts';
import { pointedAt } from '../../article/points-to.ts';
import { ConcurrentWriteError } from '../../errors.ts';
import { daysAfter } from '../../linking/likeness/instants.ts';
import { reportOf } from '../../linking/likeness/report.ts';
import { findLiving, isArriving } from '../../linking/story/follow-merges.ts';
import { memberKey, type StoryState } from '../../linking/story/story-state.ts';
import type { ArticleRecord, Tombstone } from '../../model/article.ts';
import type { ArticleId, CanonicalUrl, StoryId } from '../../model/ids.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import type { LinkIndex, LinkStore, StoryStore } from '../../ports/stories.ts';
import type { Eraser, ExportsToClean, MembersWithText, TakenDown } from '../../ports/takedown.ts';
import type { VectorIndex } from '../../ports/vector-index.ts';
import { rebuiltStory } from '../../takedown/rebuild-story.ts';
import { siteOf } from '../../url/canonical-url.ts';
import { storyIdOf } from '../../url/ids.ts';
import { findRecord } from '../articles/find-record.ts';
import { countingStory } from '../linking/counting-story.ts';
import { postingDays } from '../linking/save-postings.ts';
import { type TellPorts, tellTakedown } from '../tell-change.ts';
import { forgetLinks, rememberPointers } from './forget-links.ts';
import { rawKeysOf } from './raw-keys-of.ts';

export type TakeDownPorts = TellPorts & {
  readonly articles: Pick<ArticleStore, 'find' | 'findMany' | 'note'>;
  readonly stories: StoryStore;
  readonly links: LinkStore;
  readonly linkIndex: LinkIndex;
  readonly members: MembersWithText;
  readonly eraser: Eraser;
  readonly exports: ExportsToClean;
  /** Where a stage has an encoder: a vector is made of a headline and a lead. */
  readonly vectors?: VectorIndex;
};

export type TakedownRequest = {
  readonly articleId: ArticleId;
  /** Where it is, or was. */
  readonly url: CanonicalUrl;
  readonly by: string;
  readonly reason: string;
};

/**
 * Who is at work on a story is done within a minute, or tries again within six. What was left behind by one
 * who never came back holds no takedown up for longer.
 */
const longestWaitMs = 20 * 60_000;

/**
 * Deletes an article everywhere and leaves a tombstone, which keeps it out until it is lifted.
 *
 * The tombstone comes first and says what has to be known later: from then on the article is gone
 * for readers and for the pipeline. Every step looks for what is there still, so that a takedown
 * which died is finished by running it again; and a finished one, run again, looks once more.
 */
export async function takeDown(request: TakedownRequest, ports: TakeDownPorts): Promise<TakenDown> {
  const { eraser, exports } = ports;
  const buried = await bury(request, ports);
  const { articleId, pending } = buried;
  await tellTakedown(buried, ports);

  const versions = await eraser.versionsOf(articleId);
  const tombstone = await rememberPointers(buried, versions, eraser);
  const own = await ports.links.findOf(articleId);
  const stories = await retellStories(articleId, ports, {
    titles: new Set(versions.map(({ title }) => title)),
    ids: [pending?.storyId, ...own.map(({ storyId }) => storyId), storyIdOf(articleId)],
    mayWait: ports.now().getTime() - Date.parse(tombstone.takenDownAt) < longestWaitMs,
  });
  const forgotten = await forgetLinks(tombstone, own, ports);

  const rawPages = await eraser.eraseRawPages(await rawKeysOf(tombstone, versions, eraser));
  await eraser.removeVersions(
    articleId,
    versions.map(({ revision }) => revision),
  );
  const exportFiles = await exports.clean(pending?.day);
  if (pending !== undefined) {
    const { pending: _pending, ...done } = await currentTombstone(articleId, ports);
    await eraser.bury(done, tombstone);
  }
  return {
    ...{ articleId, url: tombstone.url, takenDownAt: tombstone.takenDownAt },
    deleted: {
      ...{ versions: versions.length, rawPages, ...forgotten },
      ...{ postings: stories.postings, vectors: stories.vectors, exportFiles },
    },
    stories: stories.fates,
    postingsUntil: daysAfter(tombstone.takenDownAt, postingDays),
  };
}

/** Lets an article in again, from the next time that it is met. */
export async function liftTakedown(
  id: ArticleId,
  { articles, eraser }: Pick<TakeDownPorts, 'articles' | 'eraser'>,
): Promise<Tombstone | undefined> {
  const record = await findRecord(id, articles);
  if (record?.state !== 'taken-down') return undefined;
  await eraser.lift(record.articleId);
  return record;
}

async function bury(
  { articleId, url, by, reason }: TakedownRequest,
  ports: TakeDownPorts,
): Promise<Tombstone> {
  const { articles, eraser, now } = ports;
  const record = await findRecord(articleId, articles);
  if (record?.state === 'taken-down') return record;
  const at = now().toISOString();
  const tombstone: Tombstone = {
    ...{ articleId: record?.articleId ?? articleId, state: 'taken-down' },
    ...placeOf(record, url),
    ...{ takenDownAt: at, takenDownBy: by, takedownReason: reason, changedAt: at },
    ...pointersOf(record),
    pending: await pendingOf(record, ports),
  };
  await eraser.bury(tombstone, record);
  return tombstone;
}

const placeOf = (record: ArticleRecord | undefined, url: CanonicalUrl) =>
  isArticle(record)
    ? { url: record.canonicalUrl, site: record.site }
    : { url: record?.url ?? url, site: siteOf(url) };

/** Of versions from before they kept what they point to themselves, the record alone tells it. */
function pointersOf(record: ArticleRecord | undefined): Pick<Tombstone, 'pointsTo'> {
  const pointsTo = isArticle(record) ? pointedAt(record) : [];
  return pointsTo.length === 0 ? {} : { pointsTo };
}

async function pendingOf(
  record: ArticleRecord | undefined,
  ports: TakeDownPorts,
): Promise<NonNullable<Tombstone['pending']>> {
  if (!isArticle(record)) return {};
  const { revision, linkedRevision } = record;
  // A try to link it may have died after its story was stored; there will be no other.
  const counting =
    linkedRevision === revision ? undefined : await countingStory(record, record.lead, ports);
  const storyId = counting ?? record.storyId;
  const day = record.publishedAt.slice(0, 10);
  return storyId === undefined ? { day } : { day, storyId };
}

async function currentTombstone(id: ArticleId, { articles }: TakeDownPorts): Promise<Tombstone> {
  const record = await articles.find(id);
  if (record?.state === 'taken-down') return record;
  throw new ConcurrentWriteError(`tombstone of article ${id}`);
}

type Search = {
  /** What the article was called, in any version. */
  readonly titles: ReadonlySet<string>;
  /** Where to look; first the story that it was in. */
  readonly ids: readonly (StoryId | undefined)[];
  /** Whether those who are at work on a story beside us may still be waited for. */
  readonly mayWait: boolean;
};

/** Tells the stories that it was in, or was named in, by their other articles alone. */
async function retellStories(articleId: ArticleId, ports: TakeDownPorts, search: Search) {
  const { titles, ids, mayWait } = search;
  const known = [...new Set(ids.filter((id) => id !== undefined))];
  const { living, redirected } = await findWithParts(known, ports.stories);
  const busy = living.find(
    (state) => state.story.splitting !== undefined || isArriving(articleId, state, redirected),
  );
  if (mayWait && busy !== undefined)
    throw new ConcurrentWriteError(`story ${busy.story.storyId}, which is merged or split,`);
  // A split that nobody came back for stays as far as it came: both ends are told by whom they have.
  const abandoned = new Set(
    living.flatMap(({ story: { storyId, splitting } }) =>
      splitting === undefined ? [] : [storyId, splitting.into],
    ),
  );
  const concerned = living.filter(
    ({ story, profile }) =>
      abandoned.has(story.storyId) ||
      profile.members.has(memberKey(articleId)) ||
      story.mentions.some((mention) => mention.articleId === articleId) ||
      titles.has(story.headline) ||
      // Of one that was removed before, the words are left.
      story.storyId === ids[0],
  );
  const fates: TakenDown['stories'][number][] = [];
  let postings = 0;
  // Of the story that it founded even where that has become part of another.
  let vectors = await removeVector(storyIdOf(articleId), ports);
  for (const state of concerned) {
    vectors += await removeVector(state.story.storyId, ports);
    const retold = await retellStory(state, { articleId, mayWait }, ports);
    const { storyId, absorbed = [] } = state.story;
    fates.push({ storyId, fate: retold.after === undefined ? 'deleted' : 'retold' });
    postings += retold.postings;
    await renameAbsorbed(absorbed, { titles, headline: retold.after?.story.headline }, ports);
  }
  return { fates, postings, vectors };
}

/** Of a story that was split, also the other parts: the article may have gone with one of them. */
async function findWithParts(ids: readonly StoryId[], stories: StoryStore) {
  const found = await findLiving(ids, stories, 'latest');
  const seen = [...found.living, ...found.redirected];
  const parts = seen.flatMap(({ story }) => story.splitOff ?? []);
  return parts.length === 0 ? found : findLiving([...ids, ...parts], stories, 'latest');
}

/** @returns how many there were; before a story is told anew, since it is not found as one concerned after */
async function removeVector(id: StoryId, { vectors }: TakeDownPorts): Promise<number> {
  if (vectors === undefined) return 0;
  const { length } = await vectors.heads([id]);
  await vectors.remove([id]);
  return length;
}

/** Postings first, in both directions: the story says which there are until it is written itself. */
async function retellStory(
  state: StoryState,
  { articleId, mayWait }: { readonly articleId: ArticleId; readonly mayWait: boolean },
  ports: TakeDownPorts,
) {
  const { storyId } = state.story;
  const others = [];
  for await (const { article, text } of ports.members.of(storyId))
    if (article.articleId !== articleId && article.state === 'live')
      others.push(reportOf(article, text));
  others.sort((a, b) => (a.at < b.at ? -1 : 1));
  const there = new Set([articleId, ...others.map((other) => other.articleId)].map(memberKey));
  // Counted, and not to be found yet: it is on its way into the story, or out of it.
  if (mayWait && [...state.profile.members].some((key) => !there.has(key)))
    throw new ConcurrentWriteError(`story ${storyId}, which a report comes into or leaves,`);
  const after = rebuiltStory(state, { without: articleId, others });
  const { posted } = state.profile;
  const kept = after?.profile.posted;
  const stale = posted.terms.filter((term) => kept?.at !== posted.at || !kept.terms.includes(term));
  if (kept !== undefined) {
    const { at, crowd, terms } = kept;
    const expires = new Date(daysAfter(ports.now().toISOString(), postingDays));
    await ports.linkIndex.saveAll(
      terms.map((term) => ({ term, at, crowd, storyId })),
      expires,
    );
  }
  await ports.eraser.removePostings(stale.map((term) => ({ term, at: posted.at, storyId })));
  if (after === undefined) await ports.eraser.removeStory(storyId);
  else await ports.stories.save(after, state.story.version);
  return { after, postings: stale.length };
}

type Naming = { readonly titles: ReadonlySet<string>; readonly headline: string | undefined };

/** Stories that became part of this one keep their headline, which may be that of the article. */
async function renameAbsorbed(
  absorbed: readonly StoryId[],
  { titles, headline = '' }: Naming,
  { stories }: TakeDownPorts,
): Promise<void> {
  if (absorbed.length === 0) return;
  for (const state of await stories.findMany(absorbed, 'latest')) {
    const { story, profile } = state;
    if (!titles.has(story.headline)) continue;
    const renamed = { ...story, headline, version: story.version + 1 };
    await stories.save({ story: renamed, profile }, story.version);
  }
}
