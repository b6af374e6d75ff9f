import { rememberedMembers } from '../linking/story/story-bounds.ts';
import { memberKey, type StoryState } from '../linking/story/story-state.ts';
import type { Article } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import type { Finding } from './finding.ts';

/** A story with what should be there because of it. */
export type StoryFile = {
  readonly state: StoryState;
  /** Articles that name it, removed ones among them. */
  readonly members: readonly Pick<Article, 'articleId' | 'state'>[];
  /** Where it leads, if it was merged. */
  readonly target: Story | undefined;
  /** Of the words that should find it, how many do not. */
  readonly unfiled: number;
};

/** Holds a story to what is always true of it. */
export function judgeStory(file: StoryFile): Finding[] {
  const { state, members, target, unfiled } = file;
  const { storyId: about, mergedInto, mentions, splitting } = state.story;
  if (mergedInto !== undefined) return judgeMerged(state.story, mergedInto, target);
  const findings: Finding[] = [];
  if (members.length === 0 && mentions.length === 0)
    findings.push({ rule: 'story-told', about, found: 'it has neither articles nor mentions' });
  if (splitting !== undefined)
    findings.push({
      ...{ rule: 'split-ended', about, repair: { kind: 'split-again', story: state.story } },
      found: `reports are still on their way to ${splitting.into}`,
    });
  const miscounted = whatIsMiscounted(file);
  if (miscounted !== undefined) findings.push({ rule: 'story-counted', about, found: miscounted });
  if (unfiled > 0)
    findings.push({
      ...{ rule: 'story-filed', about, found: `${unfiled} of its words do not find it` },
      repair: { kind: 'file-again', state },
    });
  return findings;
}

function judgeMerged(
  { storyId: about, languages: [language = 'und'] }: Story,
  mergedInto: NonNullable<Story['mergedInto']>,
  target: Story | undefined,
): Finding[] {
  const rule = 'merge-leads';
  if (target === undefined)
    return [{ rule, about, found: `it leads to ${mergedInto}, which is not there` }];
  const { mergedInto: into } = target;
  if (into === undefined) return [];
  const found = `it leads to ${mergedInto}, which leads on to ${into}`;
  return [{ rule, about, found, repair: { kind: 'merge-again', from: about, into, language } }];
}

function whatIsMiscounted({ state, members }: StoryFile): string | undefined {
  const { story, profile } = state;
  const live = new Set(
    members.flatMap((one) => (one.state === 'live' ? memberKey(one.articleId) : [])),
  );
  if (live.size !== story.articleCount)
    return `it says ${story.articleCount} articles and has ${live.size}`;
  // Of a larger story the members are not all remembered.
  if (live.size >= rememberedMembers) return undefined;
  const others = [...profile.members].filter((key) => !live.has(key)).length;
  return others === 0 && profile.members.size === live.size
    ? undefined
    : `it counts ${profile.members.size} articles, ${others} of which are not in it, and has ${live.size}`;
}
