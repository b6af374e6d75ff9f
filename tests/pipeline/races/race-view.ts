import { isDeepStrictEqual } from 'node:util';
import { type Contents, withoutInstants } from '../table-contents.ts';
import { articlesOf } from './race-laws.ts';

type Item = Readonly<Record<string, unknown>>;
export type View = Readonly<Record<string, unknown>>;

/** What follows from the order in which an article's versions were seen. */
const ordered = new Set([
  ...['revision', 'linkedRevision', 'storyId', 'feedId', 'goneSince', 'rawKey', 'lively'],
  ...['etag', 'lastModified', 'latestBucket', 'revisitHour', 'mentions'],
]);

/**
 * What a reader would see of articles and stories, whichever report has founded a story and however many
 * versions were seen before the last one: decision 14.
 */
export function viewOf(contents: Contents): View {
  const view: Record<string, unknown> = {};
  const members = new Map<unknown, string[]>();
  for (const { articleId, storyId } of articlesOf(contents)) {
    const others = members.get(storyId) ?? [];
    members.set(storyId, [...others, String(articleId)].toSorted());
  }
  for (const item of contents.articles) {
    const article = withoutInstants(item) as Item;
    for (const [name, value] of Object.entries(article))
      if (!ordered.has(name)) view[`${item['articleId']} ${name}`] = value;
    if (item['state'] === 'taken-down')
      view[`${item['articleId']} holds`] = Object.keys(item).toSorted();
    if ('storyId' in item) view[`${item['articleId']} is with`] = members.get(item['storyId']);
  }
  for (const { mergedInto, articleCount, sites, storyId, languages } of contents.stories) {
    if (mergedInto !== undefined || articleCount === 0) continue;
    const who = members.get(storyId)?.join(' ');
    const seen = { articleCount, sites: sorted(sites), languages: sorted(languages) };
    view[`story of ${who}`] = seen;
  }
  for (const { kind, articleId, otherId } of contents.links)
    if (kind === 'on-page') view[`${articleId} points to ${otherId}`] = true;
  return view;
}

const sorted = (list: unknown): unknown => (Array.isArray(list) ? list.toSorted() : list);

/** Where one view is not as another. */
export const viewsDiffer = (is: View, wanted: View): string[] =>
  [...new Set([...Object.keys(is), ...Object.keys(wanted)])]
    .filter((key) => !isDeepStrictEqual(is[key], wanted[key]))
    .map((key) => `${key}: ${shown(is[key])} instead of ${shown(wanted[key])}`);

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
