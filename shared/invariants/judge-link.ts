import type { ArticleId, StoryId } from '../model/ids.ts';
import { type Link, ofMembers } from '../model/story.ts';
import type { Finding } from './finding.ts';

/** One end of a link with what should be there because of it. */
export type LinkFile = {
  readonly link: Link;
  /** Whether it is stored from the other end, too, as all are but those of pages, which say it themselves. */
  readonly hasOtherEnd: boolean;
  /** Whether an article is stored under an id. */
  readonly isStored: (id: ArticleId) => boolean;
  /** Where a story is now; nothing where there is none. */
  readonly leadsTo: (id: StoryId) => StoryId | undefined;
  /** The story that a live article names. */
  readonly storyOf: (id: ArticleId) => StoryId | undefined;
};

/** Holds one end of a link to what is always true of it. */
export function judgeLink(file: LinkFile): Finding[] {
  const { link, hasOtherEnd, isStored } = file;
  const { articleId, otherId, kind } = link;
  const about = `${articleId} ${kind}#${otherId}`;
  const findings: Finding[] = [];
  if (!hasOtherEnd && kind !== 'on-page')
    findings.push({ rule: 'link-both-ends', about, found: 'it is not stored from the other end' });
  const stored = [articleId, otherId].filter(isStored).length;
  const wanted = kind === 'on-page' ? 1 : 2;
  if (stored < wanted)
    findings.push({
      ...{ rule: 'link-known', about },
      found: stored === 0 ? 'neither end is stored' : 'one end is not stored',
    });
  const elsewhere = whyNotWithin(file);
  if (elsewhere !== undefined) findings.push({ rule: 'link-in-story', about, found: elsewhere });
  return findings;
}

function whyNotWithin({ link, leadsTo, storyOf }: LinkFile): string | undefined {
  const { articleId, otherId, kind, storyId } = link;
  if (storyId === undefined) return undefined;
  const story = leadsTo(storyId);
  if (story === undefined) return `its story ${storyId} is not there`;
  if (!ofMembers.has(kind)) return undefined;
  const away = [articleId, otherId].find((id) => (storyOf(id) ?? story) !== story);
  return away && `it is of story ${story}, and ${away} is in ${storyOf(away)}`;
}
