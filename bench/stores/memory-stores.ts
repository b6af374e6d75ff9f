import { itemOf } from '../../shared/adapters/dynamo/story-item.ts';
import { ConcurrentWriteError } from '../../shared/errors.ts';
import type { NewsEvent } from '../../shared/events.ts';
import type { StoryState } from '../../shared/linking/story/story-state.ts';
import type { LinkTask } from '../../shared/messages.ts';
import type { Article, ArticleRecord, Revision } from '../../shared/model/article.ts';
import type { Change } from '../../shared/model/change.ts';
import type { ArticleId, StoryId } from '../../shared/model/ids.ts';
import type { Link } from '../../shared/model/story.ts';
import { type LinkArticlePorts, linkArticle } from '../../shared/pipeline/linking/link-article.ts';
import type { LinkKey, Posting, StoryLists } from '../../shared/ports/stories.ts';
import { articleShards } from '../../shared/tables.ts';
import type { Item } from '../cost/dynamo-units.ts';
import {
  latestEntry,
  latestWrites,
  sizeOfLink,
  sizeOfMember,
  sizeOfRecord,
  sizeOfRevision,
} from './charged-items.ts';
import {
  type Cost,
  type Counter,
  counterOf,
  itemSize,
  noCost,
  sizeOf,
  sizeOfPostings,
} from './cost.ts';
import { IndexedTable } from './indexed-table.ts';

export type MemoryTables = {
  /** Listed by story. */
  readonly articles: IndexedTable<ArticleId, ArticleRecord, StoryId>;
  readonly revisions: Map<string, Revision>;
  readonly stories: Map<StoryId, StoryState>;
  /** Listed by the article that they stand under. */
  readonly links: IndexedTable<string, Link, ArticleId>;
  readonly changes: Map<string, Change>;
  /** Postings of a term in order of time. */
  readonly postings: Map<string, Posting[]>;
  /** Tasks that linking has sent. */
  readonly sent: LinkTask[];
  /** What it has told the world. */
  readonly events: NewsEvent[];
};

const postingsRead = 24;

export const emptyTables = (): MemoryTables => ({
  articles: new IndexedTable((record) => ('storyId' in record ? record.storyId : undefined)),
  links: new IndexedTable(({ articleId }) => articleId),
  ...{
    revisions: new Map(),
    stories: new Map(),
    changes: new Map(),
    postings: new Map(),
    sent: [],
    events: [],
  },
});

/** The same tables, of which nothing is changed by what changes the others. */
export function copyOf(tables: MemoryTables): MemoryTables {
  const { articles, links, sent, events, ...rest } = tables;
  const copy = { ...emptyTables(), ...structuredClone(rest) };
  for (const [id, record] of articles) copy.articles.set(id, record);
  for (const [key, link] of links) copy.links.set(key, link);
  copy.sent.push(...sent);
  copy.events.push(...events);
  return copy;
}

export const linkKey = ({ articleId, kind, otherId }: LinkKey): string =>
  `${articleId} ${kind}#${otherId}`;

/** The ports of link-article over maps, with the conditions of the real stores and their cost. */
export function memoryLinkPorts(
  tables: MemoryTables,
  { cost = noCost(), now = () => new Date() }: { cost?: Cost; now?: () => Date } = {},
): LinkArticlePorts {
  const count = counterOf(cost);
  return {
    ...{ now, articles: articleStore(tables, count), revisions: revisionStore(tables, count) },
    ...{ stories: storyStore(tables, count), links: linkStore(tables, count) },
    ...{ linkIndex: linkIndex(tables, count), members: storyMembers(tables, count) },
    changes: changeLog(tables, count),
    sendLinkTasks: async (tasks) => void tables.sent.push(...tasks),
    publish: async (events) => void tables.events.push(...events),
  };
}

/** Links, and does what follows from it. */
export async function linkAndFollow(task: LinkTask, tables: MemoryTables, ports: LinkArticlePorts) {
  await linkArticle(task, ports);
  for (let next = tables.sent.shift(); next !== undefined; next = tables.sent.shift())
    await linkArticle(next, ports);
}

/** The story that an article is in, through redirects. */
export function storyOfArticle(tables: MemoryTables, id: ArticleId): StoryId | undefined {
  const record = tables.articles.get(id);
  let storyId = record?.state === 'live' ? record.storyId : undefined;
  for (let hops = 0; storyId !== undefined && hops < 20; hops++) {
    const next = tables.stories.get(storyId)?.story.mergedInto;
    if (next === undefined) break;
    storyId = next;
  }
  return storyId;
}

/** Stories as the sweep lists them. */
export const memoryStoryLists = (tables: MemoryTables): StoryLists => ({
  async *listed({ from, to }) {
    for (const { story } of tables.stories.values())
      if (story.mergedInto === undefined && story.articleCount > 0)
        if (story.lastSeenAt >= from && story.lastSeenAt <= to) yield story;
  },
});

function storyMembers(tables: MemoryTables, count: Counter): LinkArticlePorts['members'] {
  return {
    async *membersOf(storyId) {
      const ids = tables.articles.listed(storyId);
      const found = ids.flatMap((id) => tables.articles.get(id) ?? []);
      count.read(found.reduce((sum, record) => sum + sizeOfMember(record), 0));
      yield found.map(({ articleId }) => articleId);
    },
    async move(id, { from, into, at }) {
      const record = tables.articles.get(id);
      // Its place in the index of the story is another: one entry goes, one comes.
      count.write(sizeOfRecord(record), 2);
      if (record?.state !== 'live' && record?.state !== 'removed') return false;
      if (record.storyId !== undefined && record.storyId !== from) return false;
      tables.articles.set(id, Object.assign({}, record, { storyId: into, movedAt: at }));
      return true;
    },
  };
}

function changeLog(
  { changes, articles }: MemoryTables,
  count: Counter,
): LinkArticlePorts['changes'] {
  const keyOf = ({ changedAt, articleId, kind, revision, storyId }: Change) =>
    [changedAt, articleId, kind, revision ?? storyId].join('#');
  return {
    async put(change) {
      changes.set(keyOf(change), change);
      count.write(sizeOf(change));
    },
    async holds(change) {
      for (let shard = 0; shard < articleShards; shard++) count.read(0, true);
      return changes.has(keyOf(change));
    },
    async redate(id, { of, from, to }) {
      const record = articles.get(id);
      if (record === undefined || Reflect.get(record, of) !== from) return false;
      articles.set(id, { ...record, [of]: to } as ArticleRecord);
      count.write(sizeOfRecord(record));
      return true;
    },
  };
}

function articleStore(tables: MemoryTables, count: Counter): LinkArticlePorts['articles'] {
  const notUsed = () => Promise.reject(new Error('link-article saves no articles'));
  return {
    async find(id) {
      const found = tables.articles.get(id);
      count.read(sizeOfRecord(found), true);
      return found;
    },
    async findMany(ids) {
      const found = ids.map((id) => tables.articles.get(id));
      for (const record of found) count.read(sizeOfRecord(record));
      return found.filter((record) => record !== undefined);
    },
    ...{ save: notUsed, note: notUsed, saveNonArticle: notUsed },
    async setStory(id, story, seen) {
      const article = tables.articles.get(id) as Article;
      if (seen !== undefined && article.storyId !== seen.storyId)
        throw new ConcurrentWriteError(id);
      if ((article.linkedRevision ?? 0) > story.linkedRevision) throw new ConcurrentWriteError(id);
      const linked: Article = Object.assign({}, article, story);
      tables.articles.set(id, linked);
      count.write(sizeOfRecord(linked), article.storyId === story.storyId ? 0 : 1);
    },
  };
}

function revisionStore(tables: MemoryTables, count: Counter): LinkArticlePorts['revisions'] {
  return {
    create: (revision) => Promise.resolve(revision),
    withhold: () => Promise.resolve(),
    async find(id, revision) {
      const found = tables.revisions.get(`${id} ${revision}`);
      // Stored compressed, to about two fifths.
      count.read(sizeOfRevision(found) * 0.4);
      return found;
    },
  };
}

function storyStore(tables: MemoryTables, count: Counter): LinkArticlePorts['stories'] {
  const stored = new WeakMap<
    StoryState,
    { readonly size: number; readonly inLatest: Item | undefined }
  >();
  const sizeOfStory = (state: StoryState | undefined) => (state && stored.get(state)?.size) ?? 0;
  return {
    async findMany(ids, read) {
      const found = ids.map((id) => tables.stories.get(id));
      for (const state of found) count.read(sizeOfStory(state), read === 'latest');
      return found.filter((state) => state !== undefined);
    },
    async save(state, replaces) {
      const before = tables.stories.get(state.story.storyId);
      if ((before?.story.version ?? 0) !== replaces)
        throw new ConcurrentWriteError(`story ${state.story.storyId}`);
      tables.stories.set(state.story.storyId, state);
      const item = itemOf(state);
      const size = itemSize(item);
      const inLatest = latestEntry(item);
      stored.set(state, { size, inLatest });
      const inIndex = latestWrites(before && stored.get(before)?.inLatest, inLatest);
      // An item that shrinks is charged as it was.
      count.write(Math.max(size, sizeOfStory(before)), inIndex);
    },
  };
}

function linkStore(tables: MemoryTables, count: Counter): LinkArticlePorts['links'] {
  return {
    async findOf(articleId) {
      const keys = [...tables.links.listed(articleId)].sort();
      const found = keys.flatMap((key) => tables.links.get(key) ?? []);
      count.read(found.reduce((sum, link) => sum + sizeOfLink(link), 0));
      return found;
    },
    async findMany(keys) {
      const found = keys.map((key) => tables.links.get(linkKey(key)));
      for (const link of found) count.read(sizeOfLink(link));
      return found.filter((link) => link !== undefined);
    },
    async saveAll(links) {
      for (const link of links) {
        tables.links.set(linkKey(link), link);
        count.write(sizeOfLink(link));
      }
    },
    async removeAll(keys) {
      for (const key of keys) {
        count.write(sizeOfLink(tables.links.get(linkKey(key))));
        tables.links.delete(linkKey(key));
      }
    },
  };
}

function linkIndex(tables: MemoryTables, count: Counter): LinkArticlePorts['linkIndex'] {
  return {
    async find(terms, { from, to }) {
      return terms.flatMap((term) => {
        const found: Posting[] = [];
        const all = tables.postings.get(term) ?? [];
        for (let at = all.length - 1; at >= 0 && found.length < postingsRead; at--) {
          const posting = all[at];
          if (posting === undefined || posting.at < from) break;
          if (posting.at <= to) found.push(posting);
        }
        count.read(sizeOfPostings(found));
        return found;
      });
    },
    async saveAll(postings) {
      for (const posting of postings) {
        const all = tables.postings.get(posting.term) ?? [];
        tables.postings.set(posting.term, insert(all, posting));
        count.write(sizeOf(posting));
      }
    },
  };
}

/** Keeps the order of `instant#storyId`, and each key once. */
function insert(all: Posting[], posting: Posting): Posting[] {
  let at = all.length;
  let before = all[at - 1];
  while (before !== undefined && isBehind(before, posting)) before = all[--at - 1];
  if (before?.at !== posting.at || before.storyId !== posting.storyId) all.splice(at, 0, posting);
  return all;
}

const isBehind = (one: Posting, other: Posting): boolean =>
  one.at === other.at ? one.storyId > other.storyId : one.at > other.at;
