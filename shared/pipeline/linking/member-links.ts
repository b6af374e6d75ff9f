import { isArticle } from '../../article/is-article.ts';
import { type LinkEnd, linkMembers, nearestMembers } from '../../linking/decide/decide-links.ts';
import { reportedAt, reportOf } from '../../linking/likeness/report.ts';
import { vectorOf, wordsOf } from '../../linking/likeness/signature.ts';
import type { Report } from '../../linking/story/grow-story.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import type { Article } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { Link } from '../../model/story.ts';
import { contentText } from '../../page/content-text.ts';
import { placesOf } from '../../text/places.ts';
import type { LinkArticlePorts } from './link-ports.ts';

/** Links of a report to the members that it is nearest to. */
export async function linksToMembers(
  report: Report,
  { state, text }: { state: StoryState; text: string },
  ports: Pick<LinkArticlePorts, 'articles' | 'revisions' | 'now'>,
): Promise<Link[]> {
  if (report.kind === 'mention') return [];
  const near = nearestMembers(state, report);
  const records = await ports.articles.findMany(near.map(({ member }) => member.articleId));
  const linkedAt = ports.now().toISOString();
  const { storyId } = state.story;
  const article: LinkEnd = { text, vector: report.signature.vector, ...report };
  const links: Link[] = [];
  for (const { member, maybeCopy } of near) {
    const other = records.find(({ articleId }) => articleId === member.articleId);
    if (other?.state !== 'live') continue;
    const end = await linkEnd(other, { whole: maybeCopy, report }, ports);
    const ends = linkMembers({ article, other: end, storyId, linkedAt, maybeCopy });
    const isCopy = ends.some(({ kind }) => kind === 'copy');
    // The first says that it belongs; the second only that it was copied from that one.
    if (links.length === 0 || isCopy) links.push(...ends);
    // Whose copy that one is, its own link says.
    if (isCopy) break;
  }
  return links;
}

/** Links a stored report to the member of a story that it is nearest to. */
export async function linkToMembers(
  articleId: ArticleId,
  state: StoryState,
  ports: Pick<LinkArticlePorts, 'articles' | 'revisions' | 'links' | 'now'>,
): Promise<void> {
  const article = await ports.articles.find(articleId);
  if (!isArticle(article) || article.state !== 'live') return;
  const stored = await ports.revisions.find(articleId, article.revision);
  const text = stored === undefined ? article.lead : contentText(stored.blocks);
  await ports.links.saveAll(await linksToMembers(reportOf(article, text), { state, text }, ports));
}

/** The whole text is read only where a copy is suspected: it costs more than the thin record. */
async function linkEnd(
  article: Article,
  { whole, report }: { readonly whole: boolean; readonly report: Report },
  { revisions }: Pick<LinkArticlePorts, 'revisions'>,
): Promise<LinkEnd> {
  const { articleId, canonicalUrl: url, title, lead, language, revision } = article;
  const stored = whole ? await revisions.find(articleId, revision) : undefined;
  const text = stored === undefined ? lead : contentText(stored.blocks);
  const tokens = wordsOf({ language, title, text });
  const vector = vectorOf({ language, title, text }, tokens);
  // Only those that the report names too are told.
  const places = report.places.length === 0 ? [] : placesOf(`${title}\n${lead}`, language);
  return { articleId, url, title, language, text, tokens, vector, places, at: reportedAt(article) };
}
