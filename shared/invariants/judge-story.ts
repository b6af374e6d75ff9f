import type { Article } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import type { Finding } from './finding.ts';

/** A story with what should be there because of it. */
export type StoryFile = {
  readonly story: Story;
  /** Articles that name it, removed ones among them. */
  readonly members: readonly Pick<Article, 'state'>[];
  /** Where it leads, if it was merged. */
  readonly target: Story | undefined;
};

/** Holds a story to what is always true of it. */
export function judgeStory({ story, members, target }: StoryFile): Finding[] {
  const { storyId: about, mergedInto, mentions } = story;
  if (mergedInto !== undefined) {
    if (target === undefined)
      return [
        { rule: 'merge-leads', about, found: `it leads to ${mergedInto}, which is not there` },
      ];
    if (target.mergedInto === undefined) return [];
    const found = `it leads to ${mergedInto}, which leads on to ${target.mergedInto}`;
    return [{ rule: 'merge-leads', about, found }];
  }
  const findings: Finding[] = [];
  const articleCount = members.filter(({ state }) => state === 'live').length;
  if (members.length === 0 && mentions.length === 0)
    findings.push({ rule: 'story-told', about, found: 'it has neither articles nor mentions' });
  if (story.splitting !== undefined)
    findings.push({
      ...{ rule: 'split-ended', about, repair: { kind: 'split-again', story } },
      found: `reports are still on their way to ${story.splitting.into}`,
    });
  if (articleCount !== story.articleCount)
    findings.push({
      ...{ rule: 'story-counted', about },
      found: `it says ${story.articleCount} articles and has ${articleCount}`,
    });
  return findings;
}
