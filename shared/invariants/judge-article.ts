import type { Article, Revision } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import type { Finding } from './finding.ts';

/** An article with what should be there because of it. */
export type ArticleFile = {
  readonly article: Article;
  /** The version that the article says it has. */
  readonly version: Revision | undefined;
  /** Keys of raw pages that the archive has of it. */
  readonly rawKeys: ReadonlySet<string>;
  readonly story: Story | undefined;
  /** Whether the log of changes has its version. */
  readonly isTold: boolean;
  /** Whether it has its move into the story that it is in, if it was moved. */
  readonly isMoveTold: boolean;
  /** Versions before the one that it has which are not stored. */
  readonly lost: readonly number[];
};

/**
 * Holds an article to what is always true of it.
 *
 * @example
 * judgeArticle({ article, version: undefined, rawKeys, story, isTold: true, isMoveTold: true, lost: [] })
 * // [{ rule: 'version-stored', about: 'a…', found: 'version 2 is not stored' }]
 */
export function judgeArticle(file: ArticleFile): Finding[] {
  const { articleId: about } = file.article;
  return [...versionFindings(file), ...traceFindings(file)].map((finding) => ({
    about,
    ...finding,
  }));
}

type Found = Omit<Finding, 'about'>;

function versionFindings({ article, version, rawKeys, lost }: ArticleFile): Found[] {
  const { revision, contentHash, rawKey } = article;
  const missing = version === undefined ? [...lost, revision] : lost;
  const findings = missing.map(
    (number): Found => ({ rule: 'version-stored', found: `version ${number} is not stored` }),
  );
  if (version === undefined) return findings;
  // A removed article keeps what was said last; its version says that there is nothing.
  if (version.kind !== 'removed' && version.contentHash !== contentHash)
    findings.push({ rule: 'version-stored', found: `version ${revision} says something else` });
  for (const key of new Set([rawKey, version.rawKey]))
    if (key !== undefined && !rawKeys.has(key))
      findings.push({ rule: 'raw-page-kept', found: `${key} ${whyUnread(key)}` });
  return findings;
}

/** A key from before packs names no bytes within one. */
const whyUnread = (key: string): string =>
  key.includes('#')
    ? 'is not in the archive'
    : 'is a whole object, as pages were before packs, and is read no more: the article cannot be replayed';

function traceFindings({ article, isTold, isMoveTold, story }: ArticleFile): Found[] {
  const { revision, linkedRevision = 0 } = article;
  const findings: Found[] = [];
  if (!isTold)
    findings.push({
      ...{ rule: 'version-told', found: `version ${revision} is not in the log of changes` },
      repair: { kind: 'tell-again', article },
    });
  if (!isMoveTold)
    findings.push({
      ...{
        rule: 'move-told',
        found: `its move to ${article.storyId} is not in the log of changes`,
      },
      repair: { kind: 'tell-move-again', article },
    });
  if (linkedRevision < revision)
    findings.push({
      ...{ rule: 'version-linked', found: `version ${revision} was not linked` },
      repair: { kind: 'link-again', article },
    });
  return [...findings, ...storyFindings(article, story)];
}

function storyFindings(article: Article, story: Story | undefined): Found[] {
  const { storyId, state, linkedRevision, language } = article;
  const rule = 'story-there';
  // One that was removed before anybody linked it is in none.
  if (storyId === undefined)
    return state === 'live' && linkedRevision !== undefined
      ? [{ rule, found: 'it was linked and names no story' }]
      : [];
  if (story === undefined) return [{ rule, found: `its story ${storyId} is not there` }];
  const { mergedInto: into } = story;
  if (into === undefined) return [];
  const repair = { kind: 'merge-again', from: storyId, into, language } as const;
  return [{ rule, found: `its story ${storyId} is part of ${into}`, repair }];
}
