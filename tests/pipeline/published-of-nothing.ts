type Item = Readonly<Record<string, unknown>>;

type Told = {
  readonly events: Iterable<string>;
  readonly revisions: readonly Item[];
  readonly stories: readonly Item[];
  readonly articles: readonly Item[];
};

/**
 * Events that tell of what is not so: a version that is not stored, a story that is not there, a merge or a
 * split that did not take place. Whoever hears of something looks it up.
 */
export function publishedOfNothing({ events, revisions, stories, articles }: Told): string[] {
  const versions = new Set(revisions.map(({ articleId, revision }) => `${articleId}#${revision}`));
  const erased = new Set(
    articles.filter(({ state }) => state === 'taken-down').map(({ articleId }) => articleId),
  );
  const storyOf = new Map(stories.map((story) => [story['storyId'], story]));
  const isTrue = (type: string, id: string, rest: string | undefined): boolean => {
    switch (type) {
      case 'StoryUpdated':
        return storyOf.has(id);
      case 'StoryMerged':
        return storyOf.get(id)?.['mergedInto'] !== undefined;
      case 'StorySplit':
        return storyOf.get(id)?.['splitFrom'] === rest;
      default:
        return versions.has(`${id}#${rest}`) || erased.has(id);
    }
  };
  return [...events]
    .filter((event) => {
      const [type = '', id = '', rest] = event.split(/[ #]/);
      return !isTrue(type, id, rest);
    })
    .map((event) => `published, and not so: ${event}`);
}
