import type { Link } from '../../shared/model/story.ts';

/** As seen from the article that the link starts from, and from the other. */
const roles: Partial<Record<Link['kind'], readonly [from: string, to: string]>> = {
  copy: ['was copied by', 'is a copy of'],
  translation: ['was translated as', 'is a translation of'],
  'follow-up': ['is followed up by', 'follows up'],
  suggested: ['may tell the same as', 'may tell the same as'],
};

/**
 * What an article is to the other end of a link.
 *
 * @example
 * roleWords('copy', 'to') // 'is a copy of'
 */
export const roleWords = (kind: Link['kind'], role: Link['role']): string =>
  roles[kind]?.[role === 'from' ? 0 : 1] ?? 'tells the same as';
