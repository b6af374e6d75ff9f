import { ConcurrentWriteError } from '../errors.ts';
import { lookupTerms, lookupWindow, rankCandidates } from '../linking/candidates.ts';
import { crowdAt, rosterTerm } from '../linking/crowd.ts';
import { dampingOf } from '../linking/damping.ts';
import { type LinkEnd, linkMembers, nearestMembers } from '../linking/decide-links.ts';
import { decideStory, type StoryDecision, type Surroundings } from '../linking/decide-story.ts';
import { addReport, emptyStory, type Report, removeReport } from '../linking/grow-story.ts';
import { daysAfter, laterOf } from '../linking/instants.ts';
import { reportedAt } from '../linking/report.ts';
import { vectorOf } from '../linking/signature.ts';
import type { StoryState } from '../linking/story-state.ts';
import type { Article } from '../model/article.ts';
import type { ArticleId, StoryId } from '../model/ids.ts';
import type { Link } from '../model/story.ts';
import { contentText } from '../page/content-text.ts';
import type { StoryStore } from '../ports/stories.ts';
import { placesOf } from '../text/places.ts';
import { storyIdOf } from '../url/ids.ts';
import type { LinkArticlePorts } from './link-ports.ts';

/** What is known of a report beside itself. */
type Context = {
  /** Its full text. */
  readonly text: string;
  /** The story that it is in already, by an earlier version, an earlier try or a teaser. */
  readonly known: StoryId | undefined;
  /** Whether an earlier version was linked to the end. */
  readonly linkedBefore: boolean;
  /** Links that it has already. */
  readonly links: readonly Link[];
};

type Joined = { readonly storyId: StoryId; readonly joined: boolean; readonly links: number };

/** Times that a decision is taken anew because another worker wrote the story first. */
const mostTries = 4;
/** The index forgets a posting when no report can be near it in time any more. */
const postingDays = 10;

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
    const found = await loadCandidates(report, context.known, ports, attempt > 1);
    const decision = decideStory(
      { ...report, ...(context.known !== undefined && { known: context.known }) },
      found.candidates,
      found,
    );
    try {
      return await saveDecision(report, { decision, context, ...found }, ports);
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError) || attempt === mostTries) throw error;
    }
  }
}

/** The stories that share the report's heaviest terms, and the one that it is known to be in. */
async function loadCandidates(
  { signature, at }: Report,
  known: StoryId | undefined,
  { linkIndex, stories }: LinkArticlePorts,
  latest: boolean,
): Promise<Surroundings & { readonly candidates: StoryState[] }> {
  const postings = await linkIndex.find(lookupTerms(signature), lookupWindow(at));
  const roster = rosterTerm(signature.language);
  const filed = postings.filter(({ term }) => term === roster);
  const about = postings.filter(({ term }) => term !== roster);
  const crowd = crowdAt(at, filed);
  const damping = dampingOf(about, { language: signature.language, at, crowd });
  const ids = new Set(rankCandidates(signature.vector, about, damping));
  if (known !== undefined) ids.add(known);
  const read = latest ? ('latest' as const) : undefined;
  const found = await stories.findMany([...ids], read);
  const redirects = found.flatMap(({ story }) => story.mergedInto ?? []);
  const targets = redirects.filter((id) => !ids.has(id));
  const followed = targets.length > 0 ? await stories.findMany([...new Set(targets)], read) : [];
  const candidates = [...found, ...followed].filter(({ story }) => story.mergedInto === undefined);
  return { candidates, crowd, damping };
}

type Decided = {
  readonly decision: StoryDecision;
  readonly candidates: readonly StoryState[];
  readonly crowd: number;
  readonly context: Context;
};

async function saveDecision(
  report: Report,
  { decision, candidates, crowd, context }: Decided,
  ports: LinkArticlePorts,
): Promise<Joined> {
  const own = storyIdOf(report.articleId);
  const before =
    decision.kind === 'join'
      ? decision.state
      : (candidates.find(({ story }) => story.storyId === own) ?? emptyStory(own, report));
  const after = addReport(before, report, crowd);
  const { storyId } = after.story;

  if (context.known !== undefined && context.known !== storyId)
    await leaveStory(context.known, report.articleId, ports.stories);
  if (after !== before || !context.linkedBefore) await savePostings(before, after, ports);
  const links = await linksToMembers(report, { state: before, text: context.text }, ports);
  await ports.links.saveAll(links);
  await removeStale(context.links, storyId, ports.links);
  // An unchanged story counted the report already: an earlier try got this far.
  if (after !== before) await ports.stories.save(after, before.story.version);
  return { storyId, joined: before.story.version > 0, links: links.length / 2 };
}

/** Links to members of a story that the report has left, both ends of each. */
async function removeStale(
  links: readonly Link[],
  storyId: StoryId,
  store: LinkArticlePorts['links'],
): Promise<void> {
  const stale = links.filter(
    (link) => link.storyId !== undefined && link.storyId !== storyId && ofMembers.has(link.kind),
  );
  const ends = stale.flatMap(({ articleId, otherId, kind }) => [
    { articleId, otherId, kind },
    { articleId: otherId, otherId: articleId, kind },
  ]);
  if (ends.length > 0) await store.removeAll(ends);
}

/** Kinds that say «of one story». */
const ofMembers: ReadonlySet<string> = new Set(['copy', 'same-story', 'follow-up']);

/** All of a story's postings again when the story stays as it is: the try that wrote it may have died before they were. */
async function savePostings(
  before: StoryState,
  after: StoryState,
  { linkIndex, now }: LinkArticlePorts,
): Promise<void> {
  const { posted } = after.profile;
  const filed = before.profile.posted;
  const known = new Set(after !== before && filed.at === posted.at ? filed.terms : []);
  const fresh = posted.terms.filter((term) => !known.has(term));
  const postings = fresh.map((term) => ({
    ...{ term, at: posted.at, crowd: posted.crowd },
    storyId: after.story.storyId,
  }));
  const latest = laterOf(posted.at, now().toISOString());
  await linkIndex.saveAll(postings, new Date(daysAfter(latest, postingDays)));
}

/** Links of a report to the members that it is nearest to. */
async function linksToMembers(
  report: Report,
  { state, text }: { state: StoryState; text: string },
  ports: LinkArticlePorts,
): Promise<Link[]> {
  if (report.kind === 'mention') return [];
  const near = nearestMembers(state, report);
  const records = await ports.articles.findMany(near.map(({ member }) => member.articleId));
  const linkedAt = ports.now().toISOString();
  const links: Link[] = [];
  for (const { member, maybeCopy } of near) {
    const other = records.find(({ articleId }) => articleId === member.articleId);
    if (other?.state !== 'live') continue;
    const article: LinkEnd = { ...report, text, vector: report.signature.vector };
    const end = await linkEnd(other, maybeCopy, ports);
    links.push(
      ...linkMembers({
        ...{ article, other: end, storyId: state.story.storyId, linkedAt, maybeCopy },
      }),
    );
  }
  return links;
}

/** The whole text is read only where a copy is suspected: it costs more than the thin record. */
async function linkEnd(
  article: Article,
  whole: boolean,
  { revisions }: LinkArticlePorts,
): Promise<LinkEnd> {
  const { articleId, canonicalUrl: url, title, lead, language, revision } = article;
  const stored = whole ? await revisions.find(articleId, revision) : undefined;
  const text = stored === undefined ? lead : contentText(stored.blocks);
  const vector = vectorOf({ language, title, text });
  const places = placesOf(`${title}\n${lead}`, language);
  return { articleId, url, title, language, text, vector, places, at: reportedAt(article) };
}

/** Takes a report out of a story, unless it is not in it. */
export async function leaveStory(
  storyId: StoryId,
  articleId: ArticleId,
  stories: StoryStore,
): Promise<void> {
  const [state] = await stories.findMany([storyId], 'latest');
  if (state === undefined) return;
  const without = removeReport(state, articleId);
  if (without !== state) await stories.save(without, state.story.version);
}
