import { ConcurrentWriteError } from '../../shared/errors.ts';
import type { Article, ArticleRecord, Revision } from '../../shared/model/article.ts';
import type {
  ArticleStore,
  RawArchive,
  RawPage,
  RevisionStore,
} from '../../shared/ports/articles.ts';

const revisionOf = (record: ArticleRecord | undefined) =>
  record && 'revision' in record ? record.revision : 0;

/** Articles in a map, under the conditions that the real store has. */
export function memoryArticleStore(records = new Map<string, ArticleRecord>()) {
  const store: ArticleStore = {
    find: async (id) => records.get(id),
    findMany: async (ids) => ids.flatMap((id) => records.get(id) ?? []),
    async save(article, replaces) {
      if (revisionOf(records.get(article.articleId)) !== replaces)
        throw new ConcurrentWriteError(article.articleId);
      records.set(article.articleId, article);
    },
    async note(id, note, seen) {
      const record = records.get(id) as Article;
      if (revisionOf(record) !== seen) throw new ConcurrentWriteError(id);
      const { goneSince: known, ...rest } = record;
      const { goneSince, ...others } = { goneSince: known, ...note };
      records.set(id, { ...rest, ...others, ...(goneSince !== undefined && { goneSince }) });
    },
    async saveNonArticle(record) {
      const before = records.get(record.articleId);
      const isLeading = before?.state === 'alias' && record.state !== 'alias';
      if (revisionOf(before) === 0 && !isLeading) records.set(record.articleId, record);
    },
    async setStory(id, story, seen) {
      const record = records.get(id);
      if (revisionOf(record) === 0) throw new Error(`no article ${id}`);
      const { storyId, linkedRevision = 0 } = record as Article;
      if ((seen !== undefined && storyId !== seen.storyId) || linkedRevision > story.linkedRevision)
        throw new ConcurrentWriteError(id);
      records.set(id, { ...record, ...story } as ArticleRecord);
    },
  };
  return { ...store, records };
}

/** Revisions in a map; the first to take a number keeps it. */
export function memoryRevisionStore(revisions = new Map<string, Revision>()) {
  const store: RevisionStore = {
    async create(revision) {
      const key = `${revision.articleId} ${revision.revision}`;
      const there = revisions.get(key);
      if (there === undefined) revisions.set(key, revision);
      return there ?? revision;
    },
    find: async (id, revision) => revisions.get(`${id} ${revision}`),
    async withhold(id, revision) {
      const {
        rawKey: _raw,
        standfirst: _text,
        ...there
      }: Partial<Revision> = revisions.get(`${id} ${revision}`) ?? {};
      if ('kind' in there) revisions.set(`${id} ${revision}`, { ...there, blocks: [] } as Revision);
    },
  };
  return { ...store, revisions };
}

export function memoryRawArchive(pages = new Map<string, RawPage>()) {
  let saved = 0;
  const archive: RawArchive = {
    async save(page, of) {
      const key = `raw/${of}/${++saved}`;
      pages.set(key, page);
      return key;
    },
    find: async (key) => pages.get(key),
    remove: async (key) => void pages.delete(key),
  };
  return { ...archive, pages };
}
