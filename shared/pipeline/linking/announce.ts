import { longestEventText, mostListed, type NewsEvent } from '../../events.ts';
import type { Article, Revision, RevisionKind } from '../../model/article.ts';
import type { StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import type { RevisionStore } from '../../ports/articles.ts';
import { cutText } from '../../text/cut-text.ts';

/** Versions that one task tells of at most; who stored more meanwhile has the tables. */
const mostVersions = 20;

type Announced = {
  /** The version that the article has now, where the caller has read it. */
  readonly current: Revision | undefined;
  readonly storyId: StoryId | undefined;
  readonly revisions: RevisionStore;
};

/**
 * An event for each version of an article that was not linked yet.
 *
 * `linkedRevision` is the mark up to which everything was told: it is set after the events were
 * published, so that a try which died between the two tells them again
 * (docs/decisions/0007-events.md).
 */
export async function articleEvents(
  article: Article,
  { current, storyId, revisions }: Announced,
): Promise<NewsEvent[]> {
  const { articleId, revision, linkedRevision = 0 } = article;
  const events: NewsEvent[] = [];
  for (let at = Math.max(linkedRevision, revision - mostVersions) + 1; at < revision; at++) {
    const earlier = await revisions.find(articleId, at);
    // A number that nobody took, because its writer died.
    if (earlier !== undefined) events.push(articleEvent(article, earlier, storyId));
  }
  if (linkedRevision < revision)
    events.push(articleEvent(article, current ?? inferredVersion(article), storyId));
  return events;
}

type Version = Pick<Revision, 'revision' | 'kind' | 'cause' | 'observedAt' | 'title'>;

/** What a record says of its version when the version itself cannot be had. */
function inferredVersion({ state, revision, changedAt, title }: Article): Version {
  const kind: RevisionKind = revision === 1 ? 'first' : 'body';
  return { revision, kind: state === 'removed' ? 'removed' : kind, observedAt: changedAt, title };
}

function articleEvent(
  article: Article,
  { revision, kind, cause, observedAt, title }: Version,
  storyId: StoryId | undefined,
): NewsEvent {
  const { articleId, canonicalUrl: url, site, language, publishedAt, feedId } = article;
  const facts = {
    schemaVersion: 1,
    eventKey: `${articleId}#${revision}`,
    ...{ articleId, revision, url, title: cut(title), site, language, publishedAt, observedAt },
    ...(feedId !== undefined && { feedId }),
    ...(storyId !== undefined && { storyId }),
  } as const;
  switch (kind) {
    case 'first':
      return { type: 'ArticleStored', detail: facts };
    case 'removed':
      return { type: 'ArticleRemoved', detail: facts };
    case 'facts':
      return { type: 'ArticleReread', detail: { ...facts, change: kind, cause: 'extractor' } };
    case 'headline':
    case 'body':
    case 'rights':
      return cause === undefined
        ? { type: 'ArticleRevised', detail: { ...facts, change: kind } }
        : { type: 'ArticleReread', detail: { ...facts, change: kind, cause } };
    default:
      return { type: 'ArticleRevised', detail: { ...facts, change: kind } };
  }
}

/**
 * What a story is now, for those who follow it.
 *
 * @example
 * storyUpdated(story).detail.eventKey // 's…#3', of its third version
 */
export function storyUpdated(story: Story): NewsEvent {
  const { storyId, version, articleCount, firstSeenAt, lastSeenAt } = story;
  return {
    type: 'StoryUpdated',
    detail: {
      schemaVersion: 1,
      eventKey: `${storyId}#${version}`,
      storyId,
      version,
      headline: cut(story.headline),
      articleCount,
      firstSeenAt,
      lastSeenAt,
      languages: story.languages.slice(0, mostListed),
      sites: story.sites.slice(0, mostListed),
    },
  };
}

/**
 * A story that is part of another from now on.
 *
 * @example
 * storyMerged(from, into).detail.eventKey // 's…1#s…2'
 */
export const storyMerged = (storyId: StoryId, into: StoryId): NewsEvent => ({
  type: 'StoryMerged',
  detail: { schemaVersion: 1, eventKey: `${storyId}#${into}`, storyId, into },
});

/**
 * Reports of a story that are a story of their own from now on.
 *
 * @example
 * storySplit(storyId, from).detail.eventKey // 's…1#s…2'
 */
export const storySplit = (storyId: StoryId, from: StoryId): NewsEvent => ({
  type: 'StorySplit',
  detail: { schemaVersion: 1, eventKey: `${storyId}#${from}`, storyId, from },
});

const cut = (text: string): string => cutText(text, longestEventText);
