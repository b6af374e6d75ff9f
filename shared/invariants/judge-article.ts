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
};

/**
 * Holds an article to what is always true of it.
 *
 * @example
 * judgeArticle({ article, version: undefined, rawKeys, story, isTold: true })
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

function versionFindings({ article, version, rawKeys }: ArticleFile): Found[] {
  const { revision, contentHash, rawKey } = article;
  if (version === undefined)
    return [{ rule: 'version-stored', found: `version ${revision} is not stored` }];
  const findings: Found[] = [];
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

function traceFindings({ article, story, isTold }: ArticleFile): Found[] {
  const { revision, linkedRevision = 0, storyId } = article;
  const findings: Found[] = [];
  if (!isTold)
    findings.push({
      ...{ rule: 'version-told', found: `version ${revision} is not in the log of changes` },
      repair: { kind: 'tell-again', article },
    });
  if (linkedRevision < revision)
    findings.push({
      ...{ rule: 'version-linked', found: `version ${revision} was not linked` },
      repair: { kind: 'link-again', article },
    });
  if (storyId !== undefined && story === undefined)
    findings.push({ rule: 'story-there', found: `its story ${storyId} is not there` });
  if (story?.mergedInto !== undefined)
    findings.push({
      rule: 'story-there',
      found: `its story ${storyId} is part of ${story.mergedInto}`,
    });
  return findings;
}
