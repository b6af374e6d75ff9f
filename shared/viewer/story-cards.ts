import { isArticle } from '../article/is-article.ts';
import type { StoryMember } from '../client/story-members.ts';
import type { StorySummary } from '../client/summaries.ts';
import { allOf, atMost } from '../collections/streams.ts';
import type { Article } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import { foldCopies, type Report } from './fold-copies.ts';
import type { Reading } from './reading.ts';

/** A story with its reports, as the front page tells it. */
export type StoryCard = {
  readonly summary: StorySummary;
  readonly story: Story | undefined;
  readonly reports: readonly Report[];
  /** The report that came first, where it is stored as an article. */
  readonly opening: Article | undefined;
  /** Members that are not shown. */
  readonly more: number;
};

const mostMembers = 6;
/** So long a story is shown as it was read, unless its entry in the list says that it has grown. */
const keptMs = 60_000;
const mostKept = 200;

type Kept = { readonly card: StoryCard; readonly stamp: string; readonly until: number };

/** Reads stories with their reports; those that were read a moment ago and have not grown since are kept. */
export function storyCards(
  reading: Reading,
  now = () => performance.now(),
): (summaries: readonly StorySummary[]) => Promise<readonly StoryCard[]> {
  const kept = new Map<string, Kept>();
  return async (summaries) => {
    const isKept = (summary: StorySummary) => {
      const known = kept.get(summary.storyId);
      return known !== undefined && known.stamp === stampOf(summary) && known.until > now();
    };
    const missing = summaries.filter((summary) => !isKept(summary));
    const told = await Promise.all(missing.map((summary) => cardOf(reading, summary)));
    const read = new Map<string, StoryCard>();
    for (const card of await withOpenings(reading, told)) {
      const { summary } = card;
      read.set(summary.storyId, card);
      kept.delete(summary.storyId);
      kept.set(summary.storyId, { card, stamp: stampOf(summary), until: now() + keptMs });
    }
    const cards = summaries.flatMap(
      ({ storyId }) => read.get(storyId) ?? kept.get(storyId)?.card ?? [],
    );
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept)))
      kept.delete(oldest);
    return cards;
  };
}

const stampOf = ({ articleCount, lastSeenAt, headline }: StorySummary): string =>
  `${articleCount} ${lastSeenAt} ${headline}`;

type ToldStory = Omit<StoryCard, 'opening'>;

/** How each begins, in one request. */
async function withOpenings(
  reading: Reading,
  stories: readonly ToldStory[],
): Promise<readonly StoryCard[]> {
  const firstOf = ({ reports: [first] }: ToldStory) => first?.article.articleId;
  const records = await reading.articles(stories.flatMap((story) => firstOf(story) ?? []));
  const articles = new Map(records.filter(isArticle).map((one) => [one.articleId, one]));
  return stories.map((story) => {
    const first = firstOf(story);
    return { ...story, opening: first && articles.get(first) };
  });
}

async function cardOf(reading: Reading, summary: StorySummary): Promise<ToldStory> {
  const found = await reading.news.storyWithMembers(summary.storyId);
  if (found === undefined) return { summary, story: undefined, reports: [], more: 0 };
  const members: StoryMember[] = await allOf(atMost(found.members, mostMembers));
  return {
    summary,
    story: found.story,
    reports: foldCopies(members),
    more: Math.max(0, found.story.articleCount - members.length),
  };
}
