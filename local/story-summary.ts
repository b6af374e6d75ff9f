import pc from 'picocolors';
import { groupBy } from '../shared/collections/group-by.ts';
import type { Article } from '../shared/model/article.ts';
import type { Evidence, Link, LinkKind, Story } from '../shared/model/story.ts';
import { cleanLine, isolated as isolatedText } from '../shared/text/terminal-text.ts';
import type { StoreContents } from './store-contents.ts';

const shownStories = 12;
const shownMembers = 6;

/** The stories that more than one article tells, largest first, and why their members belong together. */
export function storyLines(articles: readonly Article[], contents: StoreContents): string[] {
  const members = groupBy(articles, ({ storyId }) => storyId);
  const links = groupBy(contents.links as unknown as Link[], ({ articleId }) => articleId);
  const told = (contents.stories as unknown as Story[])
    .filter(({ mergedInto }) => mergedInto === undefined)
    .map((story) => ({ story, articles: members.get(story.storyId) ?? [] }))
    .filter(({ articles }) => new Set(articles.map(({ site }) => site)).size > 1)
    .toSorted((a, b) => b.articles.length - a.articles.length);
  const all = contents.stories.length;
  return [
    `${all} in all, ${told.length} of them told by more than one outlet`,
    ...told.slice(0, shownStories).flatMap((one) => oneStory(one, links)),
    ...(told.length > shownStories ? [pc.dim(`… and ${told.length - shownStories} more`)] : []),
  ];
}

type Told = { readonly story: Story; readonly articles: readonly Article[] };
type LinksOf = ReadonlyMap<Article['articleId'], readonly Link[]>;

function oneStory({ story, articles }: Told, links: LinksOf): string[] {
  const inOrder = articles.toSorted((a, b) => a.publishedAt.localeCompare(b.publishedAt));
  const within = new Set(articles.map(({ articleId }) => articleId));
  const between = (id: Article['articleId']) =>
    (links.get(id) ?? []).filter((link) => within.has(link.otherId) && link.kind !== 'on-page');
  const evidence = inOrder.flatMap(({ articleId }) => between(articleId)).map((l) => l.evidence);
  return [
    '',
    pc.bold(isolated(story.headline)),
    ...inOrder.slice(0, shownMembers).map((article) => {
      const place = `${article.publishedAt.slice(0, 16).replace('T', ' ')}  ${article.site}`;
      return `  ${pc.dim(place)}  ${isolated(article.title)}${roleOf(between(article.articleId))}`;
    }),
    ...(inOrder.length > shownMembers ? [pc.dim(`  … ${inOrder.length - shownMembers} more`)] : []),
    ...because(evidence).map((why) => pc.cyan(`  ${why}`)),
  ];
}

const roles: Partial<Record<LinkKind, string>> = {
  copy: 'copy',
  translation: 'translation',
  'follow-up': 'follow-up',
};

/** What an article is to an earlier one, where it is more than another report. */
function roleOf(links: readonly Link[]): string {
  const kind = links.find((link) => link.role === 'to' && roles[link.kind] !== undefined)?.kind;
  return kind === undefined ? '' : pc.yellow(`  [${roles[kind]}]`);
}

/** The evidence that most links of a story share. */
function because(evidence: readonly Evidence[]): string[] {
  const most = (pick: (e: Evidence) => readonly string[], count: number) =>
    withoutParts(
      [...groupBy(evidence.flatMap(pick), (value) => value)]
        .toSorted(([, a], [, b]) => b.length - a.length)
        .slice(0, count)
        .map(([value]) => value),
    )
      .map(isolated)
      .join(', ');
  // What is a name to one link may be told as a word by another, one of whose texts shouts.
  const named = new Set(evidence.flatMap(({ names }) => names));
  const shared = [
    ['names', most(({ names }) => names, 4)],
    ['places', most(({ places }) => places, 4)],
    ['terms', most(({ terms }) => terms.filter((term) => !named.has(term)), 8)],
    ['numbers', most(({ numbers }) => numbers, 4)],
  ].filter(([, values]) => values !== '');
  return shared.length === 0
    ? []
    : [`because they share ${shared.map(([kind, values]) => `${kind}: ${values}`).join('; ')}`];
}

/** Not “coast” beside “north coast”. */
const withoutParts = (phrases: readonly string[]): string[] =>
  phrases.filter(
    (one) => !phrases.some((other) => other !== one && ` ${other} `.includes(` ${one} `)),
  );

/** Teasers of related stories, and which of them turned out to tell one event. */
export function relatedLines(articles: readonly Article[], contents: StoreContents): string[] {
  const pointing = articles.filter(({ related }) => related.length > 0);
  if (pointing.length === 0) return [];
  const count = pointing.reduce((sum, { related }) => sum + related.length, 0);
  const joined = (contents.stories as unknown as Story[]).filter(
    ({ mentions, mergedInto }) => mentions.length > 1 && mergedInto === undefined,
  );
  return [
    `${count} on ${pointing.length} pages, linked to those that are stored`,
    ...joined
      .slice(0, shownStories)
      .flatMap(({ mentions }) => [
        `${mentions.length} that are not stored tell one story:`,
        ...mentions.map(({ title }) => `  · ${isolated(title)}`),
      ]),
  ];
}

/** A title of the web: safe on a terminal, and of either direction. */
const isolated = (text: string): string => isolatedText(cleanLine(text));
