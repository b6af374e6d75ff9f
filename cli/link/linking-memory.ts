import { ConcurrentWriteError } from '../../shared/errors.ts';
import { daysAfter } from '../../shared/linking/likeness/instants.ts';
import type { StoryState } from '../../shared/linking/story/story-state.ts';
import type { LinkTask } from '../../shared/messages.ts';
import type { Article, Revision } from '../../shared/model/article.ts';
import type { ArticleId, Instant, StoryId } from '../../shared/model/ids.ts';
import type { Link } from '../../shared/model/story.ts';
import type { LinkArticlePorts } from '../../shared/pipeline/linking/link-article.ts';
import type { LinkKey, Posting, StoryLists } from '../../shared/ports/stories.ts';

/** What linking remembers: what its tables hold, for as long as a report can be near it in time. */
export type LinkingMemory = {
  readonly ports: LinkArticlePorts;
  readonly lists: StoryLists;
  /** Puts an article where link-article finds it. */
  store(article: Article, revision: Revision): void;
  /** Takes the tasks that follow from what was linked. */
  takeTasks(): LinkTask[];
  /** Takes links that were stored since, each from one end. */
  takeLinks(): Link[];
  /** The headline that a story has now; nothing where it has none, or was forgotten. */
  headlineOf(storyId: StoryId): string;
  /** The title of an article; nothing where it has none, or was forgotten. */
  titleOf(id: ArticleId): string;
  /** Forgets what no later report can be near any more. */
  forget(now: Instant): void;
};

/** As many postings of a term as the table's adapter reads. */
const postingsRead = 24;
const keptDays = 10;

type Tables = {
  readonly articles: Map<ArticleId, Article>;
  readonly revisions: Map<ArticleId, Revision>;
  readonly stories: Map<StoryId, StoryState>;
  readonly links: Map<ArticleId, Map<string, Link>>;
  readonly postings: Map<string, Posting[]>;
};

/** The ports of link-article over maps that hold some days of a stream. */
export function linkingMemory(now: () => Date): LinkingMemory {
  const tables: Tables = {
    ...{ articles: new Map(), revisions: new Map(), stories: new Map() },
    ...{ links: new Map(), postings: new Map() },
  };
  const tasks: LinkTask[] = [];
  const fresh: Link[] = [];
  const ports: LinkArticlePorts = {
    ...{ now, articles: articlesOf(tables), revisions: revisionsOf(tables) },
    ...{ stories: storiesOf(tables), linkIndex: indexOf(tables), members: membersOf(tables) },
    links: linksOf(tables, (link) => void fresh.push(link)),
    sendLinkTasks: async (sent) => void tasks.push(...sent),
    // Nobody listens here.
    publish: async () => {},
    changes: { put: async () => {}, holds: async () => true, redate: async () => true },
  };
  return {
    ports,
    lists: listsOf(tables),
    store(article, revision) {
      tables.articles.set(article.articleId, article);
      tables.revisions.set(article.articleId, revision);
    },
    takeTasks: () => tasks.splice(0),
    takeLinks: () =>
      fresh
        .splice(0)
        .filter(({ role, articleId, otherId }) =>
          role === 'peer' ? articleId < otherId : role === 'to',
        ),
    titleOf: (id) => tables.articles.get(id)?.title ?? '',
    headlineOf: (storyId) => tables.stories.get(storyId)?.story.headline ?? '',
    forget: (at) => forget(tables, daysAfter(at, -keptDays)),
  };
}

function forget({ articles, revisions, stories, links, postings }: Tables, before: Instant): void {
  for (const [id, { publishedAt }] of articles)
    if (publishedAt < before) {
      articles.delete(id);
      revisions.delete(id);
      links.delete(id);
    }
  for (const [id, { story }] of stories) if (story.lastSeenAt < before) stories.delete(id);
  for (const [term, all] of postings) {
    const kept = all.filter(({ at }) => at >= before);
    if (kept.length === 0) postings.delete(term);
    else if (kept.length < all.length) postings.set(term, kept);
  }
}

function articlesOf({ articles }: Tables): LinkArticlePorts['articles'] {
  const notUsed = () => Promise.reject(new Error('link-article saves no articles'));
  return {
    find: async (id) => articles.get(id),
    findMany: async (ids) => ids.flatMap((id) => articles.get(id) ?? []),
    ...{ save: notUsed, note: notUsed, saveNonArticle: notUsed },
    async setStory(id, story) {
      const article = articles.get(id);
      if (article !== undefined) articles.set(id, { ...article, ...story });
    },
  };
}

const revisionsOf = ({ revisions }: Tables): LinkArticlePorts['revisions'] => ({
  create: (revision) => Promise.resolve(revision),
  withhold: () => Promise.resolve(),
  find: async (id) => revisions.get(id),
});

const storiesOf = ({ stories }: Tables): LinkArticlePorts['stories'] => ({
  findMany: async (ids) => ids.flatMap((id) => stories.get(id) ?? []),
  async save(state, replaces) {
    const { storyId } = state.story;
    if ((stories.get(storyId)?.story.version ?? 0) !== replaces)
      throw new ConcurrentWriteError(`story ${storyId}`);
    stories.set(storyId, state);
  },
});

function linksOf({ links }: Tables, tell: (link: Link) => void): LinkArticlePorts['links'] {
  const keyOf = ({ kind, otherId }: LinkKey) => `${kind}#${otherId}`;
  return {
    findOf: async (id) => [...(links.get(id) ?? new Map<string, Link>()).values()],
    findMany: async (keys) =>
      keys.flatMap((key) => links.get(key.articleId)?.get(keyOf(key)) ?? []),
    async saveAll(saved) {
      for (const link of saved) {
        const own = links.get(link.articleId) ?? new Map<string, Link>();
        if (!own.has(keyOf(link))) tell(link);
        links.set(link.articleId, own.set(keyOf(link), link));
      }
    },
    async removeAll(keys) {
      for (const key of keys) links.get(key.articleId)?.delete(keyOf(key));
    },
  };
}

function indexOf({ postings }: Tables): LinkArticlePorts['linkIndex'] {
  const keyOf = ({ at, storyId }: Posting) => `${at}#${storyId}`;
  return {
    find: async (terms, { from, to }) =>
      terms.flatMap((term) =>
        (postings.get(term) ?? [])
          .filter(({ at }) => at >= from && at <= to)
          .slice(-postingsRead)
          .reverse(),
      ),
    async saveAll(saved) {
      for (const posting of saved) {
        const all = (postings.get(posting.term) ?? []).filter(
          (other) => keyOf(other) !== keyOf(posting),
        );
        let at = all.length;
        while (at > 0 && keyOf(all[at - 1] ?? posting) > keyOf(posting)) at--;
        postings.set(posting.term, all.toSpliced(at, 0, posting));
      }
    },
  };
}

const membersOf = ({ articles }: Tables): LinkArticlePorts['members'] => ({
  async *membersOf(storyId) {
    yield [...articles.values()].flatMap((one) => (one.storyId === storyId ? one.articleId : []));
  },
  async move(id, { from, into }) {
    const article = articles.get(id);
    if (article === undefined || (article.storyId ?? from) !== from) return false;
    articles.set(id, { ...article, storyId: into });
    return true;
  },
});

const listsOf = ({ stories }: Tables): StoryLists => ({
  async *listed({ from, to }) {
    for (const { story } of stories.values())
      if (story.mergedInto === undefined && story.articleCount > 0)
        if (story.lastSeenAt >= from && story.lastSeenAt <= to) yield story;
  },
});
