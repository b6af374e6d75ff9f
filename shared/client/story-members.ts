import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { linkItem } from '../adapters/dynamo/link-store.ts';
import { readItem } from '../adapters/dynamo/stored-item.ts';
import { mapped } from '../collections/streams.ts';
import type { ArticleId, StoryId } from '../model/ids.ts';
import type { Link, Story } from '../model/story.ts';
import { type Item, queryItems } from './query-items.ts';
import type { ArticleSummary } from './summaries.ts';

/** An article of a story, and why it belongs. */
export type StoryMember = ArticleSummary & {
  /** Its links to other members, strongest first; none of the one that founded it alone. */
  readonly because: readonly Link[];
};

type Readers = {
  readonly links: (id: ArticleId) => AsyncIterable<Link>;
  readonly story: (id: StoryId) => Promise<Story | undefined>;
};

/** The most links that are kept of a member at once; an article has a few. */
const mostReasons = 100;

/**
 * The members of a story with their reasons, one member at a time.
 *
 * A link bears the story through which it was made, which may have been merged since; where it
 * leads is looked up once for each story.
 */
export async function* storyMembers(
  { storyId, absorbed = [] }: Story,
  articles: AsyncIterable<ArticleSummary>,
  { links, story }: Readers,
): AsyncGenerator<StoryMember> {
  const here = new Map<StoryId, boolean>([storyId, ...absorbed].map((id) => [id, true]));
  const isHere = async (id: StoryId): Promise<boolean> => {
    const known = here.get(id) ?? (await story(id))?.storyId === storyId;
    here.set(id, known);
    return known;
  };
  for await (const article of articles) {
    let because: Link[] = [];
    for await (const link of links(article.articleId)) {
      if (link.kind === 'on-page' || link.storyId === undefined) continue;
      if (!(await isHere(link.storyId))) continue;
      because.push(link);
      if (because.length > 2 * mostReasons) because = strongest(because);
    }
    yield { ...article, because: strongest(because) };
  }
}

const strongest = (links: readonly Link[]): Link[] =>
  links.toSorted((a, b) => b.score - a.score).slice(0, mostReasons);

/** A link as it is stored, read back. */
export const readLink = (item: Item, table: string): Link =>
  readItem(linkItem, item, { table, key: `${item['articleId']} ${item['kindAndOther']}` });

/** The links that are stored under an article, in order of kind. */
export const linksOf = (dynamo: DynamoDBDocumentClient, table: string) => (articleId: string) =>
  mapped(queryItems(dynamo, { table, partition: ['articleId', articleId] }), (item) =>
    readLink(item, table),
  );
