import type { FetchArticleTask } from '../../messages.ts';
import type { ArticleRecord } from '../../model/article.ts';
import type { Feed, FeedEntry } from '../../model/feed.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { EntryChange } from '../../polling/seen-entries.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import type { WebResponse } from '../../ports/web.ts';
import { cutText } from '../../text/cut-text.ts';
import { plainText } from '../../text/plain-text.ts';
import { articleAddress, canonicalUrl } from '../../url/canonical-url.ts';
import { articleIdOf } from '../../url/ids.ts';
import { aliasedBy } from '../articles/find-record.ts';

const maxText = 2000;
const maxAuthors = 20;
const maxLanguage = 35;

type Polled = { readonly feed: Feed; readonly response: WebResponse };
type Candidate = { readonly task: FetchArticleTask; readonly kind: EntryChange['kind'] };

/**
 * The tasks that follow from new and changed entries, in the order of the feed.
 *
 * An entry that is new to this feed but leads to an article that is known already (from another
 * feed, or from a try that died before it was saved) is left alone; one that changed is fetched again.
 */
export async function articleTasksOf(
  changes: readonly EntryChange[],
  { feed, response }: Polled,
  articles: Pick<ArticleStore, 'findMany'>,
): Promise<{ readonly tasks: FetchArticleTask[]; readonly discarded: number }> {
  const candidates = new Map<ArticleId, Candidate>();
  let discarded = 0;
  for (const { entry, kind } of changes) {
    const task = taskOf(entry, feed, response.finalUrl);
    if (task === undefined) discarded++;
    else if (!candidates.has(task.articleId)) candidates.set(task.articleId, { task, kind });
  }
  const fresh = [...candidates.values()].filter(({ kind }) => kind === 'new');
  const ids = fresh.map(({ task }) => task.articleId);
  const knownIds = await whichAreKnown(ids, articles);
  const tasks = [...candidates.values()]
    .filter(({ kind, task }) => kind === 'changed' || !knownIds.has(task.articleId))
    .map(({ task }) => task);
  return { tasks, discarded };
}

/** An address that led to what is no more, since a takedown was lifted, is not known. */
async function whichAreKnown(
  ids: readonly ArticleId[],
  { findMany }: Pick<ArticleStore, 'findMany'>,
): Promise<ReadonlySet<ArticleId>> {
  const records = await findMany(ids);
  const aliases = aliasedBy(records);
  const targets = aliases.length === 0 ? [] : await findMany(aliases);
  const there = new Set(targets.map(({ articleId }) => articleId));
  const isKnown = (one: ArticleRecord) => one.state !== 'alias' || there.has(one.aliasOf);
  return new Set(records.filter(isKnown).map(({ articleId }) => articleId));
}

function taskOf(entry: FeedEntry, feed: Feed, base: string): FetchArticleTask | undefined {
  if (entry.link === undefined) return undefined;
  const url = articleAddress(entry.link, base);
  const canonical = canonicalUrl(entry.link, base);
  if (url === undefined || canonical === undefined) return undefined;

  const title = textOf(entry.title);
  const summary = textOf(entry.summary);
  const language = entry.language ?? feed.language;
  const authors = entry.authors.flatMap(({ name }) => textOf(name) ?? []).slice(0, maxAuthors);
  return {
    version: 1,
    articleId: articleIdOf(canonical),
    url,
    feedId: feed.feedId,
    entry: {
      ...(title !== undefined && { title }),
      ...(summary !== undefined && { summary }),
      ...(language !== undefined && language.length <= maxLanguage && { language }),
      ...(entry.published !== undefined && { publishedAt: entry.published }),
      ...(entry.updated !== undefined && { updatedAt: entry.updated }),
      ...(authors.length > 0 && { authors }),
    },
  };
}

/** Plain text within the limits of a message, or nothing. */
function textOf(html: string | undefined): string | undefined {
  const text = html === undefined ? '' : cutText(plainText(html.slice(0, 20_000)), maxText);
  return text === '' ? undefined : text;
}
