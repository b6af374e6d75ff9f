import { isArticle } from '../../article/is-article.ts';
import type { Finding } from '../../invariants/finding.ts';
import { judgeLink } from '../../invariants/judge-link.ts';
import { findLiving } from '../../linking/story/follow-merges.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import type { Link } from '../../model/story.ts';
import { type ExaminePorts, isSettled } from './examining.ts';
import { judgeEach } from './judge-each.ts';

/** Holds a page of links to what is always true of them. */
export async function* examineLinks(
  page: readonly Link[],
  ports: ExaminePorts,
): AsyncGenerator<Finding> {
  const settled = page.filter(({ linkedAt }) => isSettled(linkedAt, ports));
  const ids = settled.flatMap(({ articleId, otherId }) => [articleId, otherId]);
  const records = (await ports.articles.findMany(ids)).filter(isArticle);
  const byId = new Map(records.map((record) => [record.articleId, record]));
  const isStored = (id: ArticleId) => byId.has(id);
  const leadsTo = await storiesOf(settled, ports);
  const storyOf = (id: ArticleId) => {
    const { state, storyId } = byId.get(id) ?? {};
    return state === 'live' ? storyId : undefined;
  };
  yield* judgeEach(settled, async (link) => {
    const others = await ports.links.findOf(link.otherId);
    const hasOtherEnd = others.some((other) => isOtherEnd(link, other));
    return judgeLink({ link, hasOtherEnd, isStored, leadsTo, storyOf });
  });
}

/** Where the stories are now that links name. */
async function storiesOf(
  links: readonly Link[],
  { stories }: ExaminePorts,
): Promise<(id: StoryId) => StoryId | undefined> {
  const named = new Set(links.flatMap(({ storyId }) => storyId ?? []));
  const { living, leadsTo } = await findLiving([...named], stories);
  const there = new Set(living.map(({ story }) => story.storyId));
  return (id) => (there.has(leadsTo(id)) ? leadsTo(id) : undefined);
}

const mirrored = { from: 'to', to: 'from', peer: 'peer' } as const;

const isOtherEnd = (link: Link, other: Link): boolean =>
  other.otherId === link.articleId &&
  other.kind === link.kind &&
  other.role === mirrored[link.role];
