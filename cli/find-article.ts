import type { ArticleRecord } from '../shared/model/article.ts';
import { CommandError } from './command-error.ts';
import { isWebUrl } from './options.ts';
import type { Store } from './store.ts';

/**
 * The record of an article by its id or any variant of its address.
 *
 * @throws CommandError when there is none
 */
export async function findArticle(store: Store, wanted: string): Promise<ArticleRecord> {
  if (!isWebUrl(wanted) && !/^a[0-9a-f]{24}$/.test(wanted))
    throw new CommandError(`${wanted} is neither an address nor the id of an article`, {
      exitCode: 2,
    });
  const record = await (isWebUrl(wanted)
    ? store.news.articleByUrl(wanted)
    : store.news.article(wanted));
  if (record !== undefined) return record;
  throw new CommandError(
    `no article ${wanted} in ${store.name}; \`newsloom articles list\` shows what there is`,
  );
}
