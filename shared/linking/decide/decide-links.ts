import type { ArticleId, Instant, StoryId } from '../../model/ids.ts';
import type { Evidence, Link, LinkKind } from '../../model/story.ts';
import { type EvidenceText, nothingShared, sharedEvidence } from '../evidence/evidence.ts';
import { containment, copyContainment } from '../likeness/near-copy.ts';
import type { Signature } from '../likeness/signature.ts';
import { inThousandths } from '../likeness/thousandths.ts';
import { cosine } from '../likeness/vector.ts';
import { termHashes } from '../story/grow-story.ts';
import type { MemberSketch, StoryState } from '../story/story-state.ts';
import { tellsNewDevelopment } from './new-development.ts';
import { areOfOneForm } from './one-form.ts';

/** One end of a link, with what its comparison needs. */
export type LinkEnd = EvidenceText & {
  readonly articleId: ArticleId;
  readonly url: string;
  readonly at: Instant;
};

/** News of one day is told within so many hours. */
const followUpHours = 18;
/** Links that one report gets to members of its story. */
const mostLinks = 2;

/** The members that a report is nearest to, best first. */
export function nearestMembers(
  { profile }: StoryState,
  { articleId, signature }: { readonly articleId: ArticleId; readonly signature: Signature },
): { readonly member: MemberSketch; readonly maybeCopy: boolean }[] {
  const shingles = new Set(signature.sketch);
  const terms = new Set(termHashes(signature));
  const scored = profile.sketches
    .filter((member) => member.articleId !== articleId)
    .map((member) => ({
      member,
      copied: member.shingles.filter((shingle) => shingles.has(shingle)).length,
      shared: member.terms.filter((term) => terms.has(term)).length,
    }))
    .sort(
      (a, b) =>
        b.copied - a.copied ||
        b.shared - a.shared ||
        (a.member.publishedAt + a.member.articleId < b.member.publishedAt + b.member.articleId
          ? -1
          : 1),
    );
  // One says that it belongs; a second one is worth a look only where it may be copied from that member.
  return scored
    .slice(0, mostLinks)
    .filter(({ copied }, at) => at === 0 || copied > 0)
    .map(({ member, copied }) => ({ member, maybeCopy: copied > 0 }));
}

type Pair = {
  readonly article: LinkEnd;
  readonly other: LinkEnd;
  readonly storyId: StoryId;
  readonly linkedAt: Instant;
  /** Whether the two share a shingle; only then can one hold much of the other. */
  readonly maybeCopy: boolean;
};

/** The link between two reports of one story, from both ends. */
export function linkMembers({ article, other, storyId, linkedAt, maybeCopy }: Pair): Link[] {
  const evidence = sharedEvidence(article, other);
  const held = maybeCopy ? containment(article, other) : undefined;
  const [earlier, later] = inOrder(article, other);
  if (held !== undefined && held >= copyContainment && !areOfOneForm(article, other))
    return bothEnds({
      from: earlier,
      to: later,
      kind: 'copy',
      score: held,
      evidence: { containment: inThousandths(held), ...evidence },
      storyId,
      linkedAt,
    });

  const kind = followsUp(later, earlier) ? 'follow-up' : 'same-story';
  // Of the two texts alone: what the story has become meanwhile must not show in a second try.
  const score = Math.min(1, cosine(article.vector, other.vector));
  return bothEnds({ from: earlier, to: later, kind, score, evidence, storyId, linkedAt });
}

/** A new development, after a gap: a headline of the day before that comes once more is none. */
function followsUp(later: LinkEnd, earlier: LinkEnd): boolean {
  const hours = (Date.parse(later.at) - Date.parse(earlier.at)) / 3_600_000;
  return hours >= followUpHours && tellsNewDevelopment(later, earlier);
}

/** The earlier report first. */
export const inOrder = <End extends Pick<LinkEnd, 'articleId' | 'at'>>(
  a: End,
  b: End,
): [End, End] => (a.at + a.articleId <= b.at + b.articleId ? [a, b] : [b, a]);

type End = { readonly articleId: ArticleId; readonly url: string; readonly title: string };

/**
 * «The page itself points to it», as it stands under what it points to. Under the page there is nothing: its
 * `related` says the same.
 */
export function linkOnPage(link: {
  readonly page: End;
  readonly target: End & { readonly teaser?: string };
  /** What the two share, where the texts of both are known. */
  readonly shared?: Evidence;
  readonly storyId?: StoryId;
  readonly linkedAt: Instant;
}): Link {
  const { page, target, shared = nothingShared, storyId, linkedAt } = link;
  const said = [target.title, target.teaser ?? ''].filter((text) => text !== '').join('\n');
  return {
    ...{ articleId: target.articleId, otherId: page.articleId, kind: 'on-page', role: 'to' },
    ...{ score: 1, evidence: { ...shared, teaser: said }, linkedAt },
    ...{ otherUrl: page.url, otherTitle: page.title },
    ...(storyId !== undefined && { storyId }),
  };
}

/** A link as it stands under each of its articles. */
export function bothEnds(link: {
  readonly from: End;
  readonly to: End;
  readonly kind: LinkKind;
  readonly score: number;
  readonly evidence: Evidence;
  readonly storyId?: StoryId;
  readonly linkedAt: Instant;
}): Link[] {
  const { from, to, kind, evidence, storyId, linkedAt } = link;
  const peers = kind === 'same-story' || kind === 'suggested';
  const score = inThousandths(link.score);
  const end = (own: End, other: End, role: Link['role']): Link => ({
    articleId: own.articleId,
    otherId: other.articleId,
    kind,
    role: peers ? 'peer' : role,
    score,
    evidence,
    linkedAt,
    otherUrl: other.url,
    otherTitle: other.title,
    ...(storyId !== undefined && { storyId }),
  });
  return [end(from, to, 'from'), end(to, from, 'to')];
}
