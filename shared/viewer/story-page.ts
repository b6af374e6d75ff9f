import type { StoryMember } from '../client/story-members.ts';
import { allOf, atMost } from '../collections/streams.ts';
import { isClosed } from '../linking/story/story-life.ts';
import type { Link, Story } from '../model/story.ts';
import { foldCopies, type Report } from './fold-copies.ts';
import type { Reading } from './reading.ts';

export type StoryPage = {
  readonly story: Story;
  /** Asked for under the id of a story that is part of this one now. */
  readonly wasMerged: boolean;
  readonly reports: readonly Report[];
  readonly members: readonly StoryMember[];
  /** Members that are not shown. */
  readonly more: number;
  /** Stories that were one with this until it turned out to tell two events; their part of it, then. */
  readonly parted: readonly Story[];
  /** Nothing has come for longer than its rhythm allows. */
  readonly isClosed: boolean;
  /** Reports in other languages that may tell the same, strongest first. */
  readonly elsewhere: readonly Link[];
};

const mostMembers = 200;
/** So many members are asked for their links to other languages. */
const mostAsked = 30;
const mostElsewhere = 20;

/** Reads a story, or the one that it was merged into. */
export async function readStoryPage(reading: Reading, id: string): Promise<StoryPage | undefined> {
  const found = await reading.news.storyWithMembers(id);
  if (found === undefined) return undefined;
  const { story } = found;
  const members = await allOf(atMost(found.members, mostMembers));
  return {
    ...{ story, members, wasMerged: story.storyId !== id },
    reports: foldCopies(members),
    more: Math.max(0, story.articleCount - members.length),
    parted: await reading.news.partedFrom(story),
    isClosed: isClosed(story, reading.now()),
    elsewhere: await linksElsewhere(reading, members),
  };
}

async function linksElsewhere(
  { news }: Reading,
  members: readonly StoryMember[],
): Promise<readonly Link[]> {
  const here = new Set(members.map(({ articleId }) => articleId));
  const links = await Promise.all(
    members.slice(0, mostAsked).map(({ articleId }) => allOf(atMost(news.links(articleId), 100))),
  );
  const strongest = new Map<string, Link>();
  for (const link of links.flat()) {
    if (link.kind !== 'suggested' && link.kind !== 'translation') continue;
    if (here.has(link.otherId)) continue;
    const known = strongest.get(link.otherId);
    if (known === undefined || known.score < link.score) strongest.set(link.otherId, link);
  }
  return [...strongest.values()].toSorted((a, b) => b.score - a.score).slice(0, mostElsewhere);
}
