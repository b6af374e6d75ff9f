import type { ArticleId } from '../model/ids.ts';
import type { Link } from '../model/story.ts';
import type { Finding } from './finding.ts';

/** One end of a link with what should be there because of it. */
export type LinkFile = {
  readonly link: Link;
  /** Whether it is stored from the other end, too, as all are but those of pages, which say it themselves. */
  readonly hasOtherEnd: boolean;
  /** Whether an article is stored under an id. */
  readonly isStored: (id: ArticleId) => boolean;
};

/** Holds one end of a link to what is always true of it. */
export function judgeLink({ link, hasOtherEnd, isStored }: LinkFile): Finding[] {
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
  return findings;
}
