import { ConcurrentWriteError } from '../../errors.ts';
import { decideMerge } from '../../linking/decide/decide-merge.ts';
import { isLoose } from '../../linking/decide/decide-split.ts';
import {
  barFor,
  decideStory,
  type StoryDecision,
  storySimilarity,
} from '../../linking/decide/decide-story.ts';
import { addReport, emptyStory, type Report } from '../../linking/story/grow-story.ts';
import { retitled } from '../../linking/story/headline.ts';
import { livingOn } from '../../linking/story/story-life.ts';
import { memberKey, type StoryState } from '../../linking/story/story-state.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import { type Link, ofMembers, type Story } from '../../model/story.ts';
import type { Posting } from '../../ports/stories.ts';
import { storyIdOf } from '../../url/ids.ts';
import { leaveStory } from './leave-story.ts';
import type { LinkArticlePorts } from './link-ports.ts';
import { type Found, loadCandidates } from './load-candidates.ts';
import { lookBeside } from './look-beside.ts';
import { linksToMembers } from './member-links.ts';
import { savePostings } from './save-postings.ts';

/** What is known of a report beside itself. */
type Context = {
  /** Its full text. */
  readonly text: string;
  /** The story that it is in already, by an earlier version, an earlier try or a teaser. */
  readonly known: StoryId | undefined;
  /** Whether an earlier version was linked to the end. */
  readonly linkedBefore: boolean;
  /** Its title in that version. */
  readonly formerTitle?: string | undefined;
  /** Links that it has already. */
  readonly links: readonly Link[];
  /** What the roster of its language holds, where that was read with the report. */
  readonly roster?: readonly Posting[];
  /** Links to what its page points to, which are stored with those to its story. */
  readonly onPage?: readonly Link[];
};

type Joined = {
  readonly storyId: StoryId;
  readonly joined: boolean;
  readonly links: number;
  /** The stories that it came into or left, as they are now. */
  readonly changed: readonly Story[];
};

/** Times that a decision is taken anew because another worker wrote the story first. */
const mostTries = 4;

/**
 * Puts a report into the story that it belongs to: load, decide, save.
 *
 * Postings and links are written before the story that they are about, so that a try which
 * died can be taken up by the next one; see docs/decisions/0003-linking-writes.md.
 */
export async function joinStory(
  report: Report,
  context: Context,
  ports: LinkArticlePorts,
): Promise<Joined> {
  for (let attempt = 1; ; attempt++) {
    // Who was outdone looks at everything anew.
    const looking = attempt > 1 ? { latest: true } : { roster: context.roster };
    const { known, ...found } = await loadCandidates(
      report,
      { ...looking, known: context.known },
      ports,
    );
    const decision = decideStory(
      { ...report, ...(known !== undefined && { known }) },
      found.candidates,
      found,
    );
    try {
      return await saveDecision(
        report,
        { decision, context: { ...context, known }, ...found },
        ports,
      );
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError) || attempt === mostTries) throw error;
    }
  }
}

type Decided = Omit<Found, 'known'> & {
  readonly decision: StoryDecision;
  readonly context: Context;
};

async function saveDecision(
  report: Report,
  { decision, context, ...found }: Decided,
  ports: LinkArticlePorts,
): Promise<Joined> {
  const { before, after } = grown(report, decision, { found, formerTitle: context.formerTitle });
  const { storyId } = after.story;

  const left =
    context.known !== undefined && context.known !== storyId
      ? await leaveStory(
          context.known,
          { articleId: report.articleId, titles: [context.formerTitle, report.title] },
          ports,
        )
      : undefined;
  if (after !== before || !context.linkedBefore) await saveFreshPostings(before, after, ports);
  const members = isLinkedByDeadTry(report, before, context)
    ? []
    : await linksToMembers(report, { state: before, text: context.text }, ports);
  const { onPage = [] } = context;
  await ports.links.saveAll([...members, ...onPage]);
  await removeStale(context.links, { story: after.story, fresh: members }, ports.links);
  // An unchanged story counted the report already: an earlier try got this far.
  if (after !== before) await ports.stories.save(after, before.story.version);
  await proposeMerge(report, after, found, ports);
  await proposeSplit(after, ports);
  if (left !== undefined) await closeIfEmpty(left, { articleId: report.articleId, after }, ports);
  if (ports.besideOthers && !context.linkedBefore) await lookBeside(report, after, ports);
  const changed = left === undefined ? [after.story] : [left, after.story];
  const links = members.length / 2 + onPage.length;
  return { storyId, joined: before.story.version > 0, links, changed };
}

/** The story as it was and as it is with the report in it; the same one where it was in it. */
function grown(
  report: Report,
  decision: StoryDecision,
  { found, formerTitle }: Pick<Context, 'formerTitle'> & { readonly found: Omit<Found, 'known'> },
): { readonly before: StoryState; readonly after: StoryState } {
  const own = storyIdOf(report.articleId);
  const before =
    decision.kind === 'join'
      ? decision.state
      : (found.candidates.find(({ story }) => story.storyId === own) ?? emptyStory(own, report));
  const after = addReport(before, report, found);
  // Counted already: a headline that was taken from the report follows its title.
  if (after === before)
    return { before, after: retitled(before, { from: formerTitle, to: report.title }) };
  return { before, after: { ...after, story: livingOn(before.story, after.story) } };
}

/**
 * A try that died after it had stored the story has linked the report before that. Another would choose from
 * other members: the report itself has taken the place of one of the few that the story remembers.
 */
const isLinkedByDeadTry = (
  { articleId }: Report,
  { story, profile }: StoryState,
  { linkedBefore, links }: Context,
): boolean =>
  !linkedBefore &&
  profile.members.has(memberKey(articleId)) &&
  links.some(({ kind, storyId }) => ofMembers.has(kind) && isOf(story, storyId));

const isOf = ({ storyId, absorbed = [] }: Story, id: StoryId | undefined): boolean =>
  id !== undefined && (id === storyId || absorbed.includes(id));

/** A report that belongs to two stories shows that they may be one. */
async function proposeMerge(
  report: Report,
  after: StoryState,
  { candidates, crowd, damping }: Omit<Found, 'known'>,
  ports: LinkArticlePorts,
): Promise<void> {
  const bar = barFor(report.signature.vector.size, crowd, after.profile.language);
  const merges = candidates
    .filter(({ story }) => story.storyId !== after.story.storyId)
    .filter((other) => storySimilarity(report, other, damping) >= bar)
    .flatMap((other) => decideMerge(after, other, { crowd, damping }) ?? [])
    .sort((a, b) => b.score - a.score);
  const [best] = merges;
  if (best === undefined) return;
  const ends = { from: best.from.story.storyId, into: best.into.story.storyId };
  const { language } = after.profile;
  await ports.sendLinkTasks([{ version: 1, kind: 'merge', ...ends, language }]);
}

type Leaver = { readonly articleId: ArticleId; readonly after: StoryState };

/** A story that its only report has left becomes part of the one that the report is in now. */
async function closeIfEmpty(
  { storyId, articleCount, mentions }: Story,
  { articleId, after }: Leaver,
  { members, sendLinkTasks }: LinkArticlePorts,
): Promise<void> {
  if (articleCount > 0 || mentions.length > 0) return;
  // Reports that were removed are not counted, and are in it still.
  for await (const ids of members.membersOf(storyId))
    if (ids.some((id) => id !== articleId)) return;
  const ends = { from: storyId, into: after.story.storyId };
  await sendLinkTasks([{ version: 1, kind: 'merge', ...ends, language: after.profile.language }]);
}

/** A story that has grown, and whose reports are unlike, may tell two events. */
async function proposeSplit(state: StoryState, { sendLinkTasks }: LinkArticlePorts): Promise<void> {
  if (!isLoose(state)) return;
  const { members, language } = state.profile;
  const { storyId } = state.story;
  const reports = members.size;
  await sendLinkTasks([{ version: 1, kind: 'split', storyId, reports, language }]);
}

/**
 * Links to members of a story that the report has left, and those that are of another kind now
 * that its text has changed; both ends of each.
 */
async function removeStale(
  links: readonly Link[],
  { story, fresh }: { story: Story; fresh: readonly Link[] },
  store: LinkArticlePorts['links'],
): Promise<void> {
  const isLeft = (link: Link) => link.storyId !== undefined && !isOf(story, link.storyId);
  const isOther = (link: Link) =>
    fresh.some(
      ({ articleId, otherId, kind }) =>
        articleId === link.articleId && otherId === link.otherId && kind !== link.kind,
    );
  const stale = links.filter((link) => ofMembers.has(link.kind) && (isLeft(link) || isOther(link)));
  const ends = stale.flatMap(({ articleId, otherId, kind }) => [
    { articleId, otherId, kind },
    { articleId: otherId, otherId: articleId, kind },
  ]);
  if (ends.length > 0) await store.removeAll(ends);
}

/** All of a story's postings again when the story stays as it is: the try that wrote it may have died before they were. */
async function saveFreshPostings(
  before: StoryState,
  after: StoryState,
  ports: LinkArticlePorts,
): Promise<void> {
  const { posted } = after.profile;
  const filed = before.profile.posted;
  const known = new Set(after !== before && filed.at === posted.at ? filed.terms : []);
  const fresh = posted.terms.filter((term) => !known.has(term));
  await savePostings(after, fresh, ports);
}
