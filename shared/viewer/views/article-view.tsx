import type { Child } from 'hono/jsx';
import { isArticle } from '../../article/is-article.ts';
import { versionOf } from '../../article/version-facts.ts';
import { groupBy } from '../../collections/group-by.ts';
import type { Article, ArticleRecord } from '../../model/article.ts';
import type { Link } from '../../model/story.ts';
import { directionOfText } from '../../text/direction.ts';
import type { ArticlePage } from '../article-page.ts';
import { Body } from './body.tsx';
import { Dropped } from './dropped-view.tsx';
import { Facts } from './facts-view.tsx';
import { LinkedTo, roleOf, Shared } from './reasons.tsx';
import { Revisions } from './revisions-view.tsx';
import { At, Isolated, languageOf, Outward } from './words.tsx';

/** An article: its text beside what its page says of it, its history and its links. */
export const ArticleView = ({ page }: { page: ArticlePage }) => {
  const { record } = page;
  return isArticle(record) ? <Whole page={page} article={record} /> : <NoArticle record={record} />;
};

const Whole = ({ page, article }: { page: ArticlePage; article: Article }) => {
  const { revisions, links, explained } = page;
  const version = versionOf(article, revisions);
  // What was changed needs the width of a text; that there is one version does not.
  const versions = <Revisions revisions={revisions} article={article} />;
  const wasChanged = revisions.length > 1;
  return (
    <div class="two" dir={article.direction}>
      <div>
        <Text page={page} article={article} standfirst={version?.standfirst} />
        {wasChanged && <div class="below">{versions}</div>}
      </div>
      <aside lang="en" dir="ltr">
        <Facts article={article} version={version} />
        {!wasChanged && versions}
        <Links links={links} />
        {explained !== undefined && <Dropped explained={explained} />}
      </aside>
    </div>
  );
};

type TextProps = {
  readonly page: ArticlePage;
  readonly article: Article;
  readonly standfirst: string | undefined;
};

const Text = ({ page, article, standfirst }: TextProps) => {
  const newest = page.revisions.findLast(({ blocks }) => blocks.length > 0);
  return (
    <article class="text" {...languageOf(article.language)}>
      <h1 dir={directionOfText(article.title)}>{article.title}</h1>
      <Byline article={article} />
      <PartOf page={page} />
      {standfirst !== undefined && <p class="standfirst">{standfirst}</p>}
      {newest === undefined ? (
        <p class="note" dir="ltr" lang="en">
          No text is stored{article.rights.withheld ? ': its publisher reserves it.' : '.'}
        </p>
      ) : (
        <Body blocks={newest.blocks} direction={article.direction} />
      )}
    </article>
  );
};

const Byline = ({ article }: { article: Article }) => (
  <p class="meta" lang="en">
    <Outward url={article.url} text={article.site} />
    <At at={article.publishedAt} withYear />
    {article.authors.length > 0 && <Isolated text={article.authors.join(', ')} />}
    {article.state === 'removed' && (
      <span class="tag warn" dir="ltr">
        removed by its outlet; this was its text
      </span>
    )}
  </p>
);

/** Of a story that it tells alone there is no more to see. */
const PartOf = ({ page: { story } }: { page: ArticlePage }) =>
  story !== undefined &&
  story.articleCount > 1 && (
    <p class="meta" lang="en">
      <bdi dir="ltr">{`One of ${story.articleCount} reports of`}</bdi>{' '}
      <a href={`/stories/${story.storyId}`}>
        <Isolated text={story.headline} />
      </a>
    </p>
  );

const Links = ({ links }: { links: ArticlePage['links'] }) => (
  <section aria-labelledby="links">
    <h2 id="links">Links</h2>
    {links.length === 0 && <p class="note">None.</p>}
    {[...groupBy(links.toSorted(byWeight), roleOf)].map(([role, ofRole]) => (
      <>
        <h3>{role}</h3>
        <ul class="links">
          {ofRole.map((link) => (
            <li>
              <LinkedTo link={link} />
              <Shared link={link} />
            </li>
          ))}
        </ul>
      </>
    ))}
  </section>
);

/** What a page merely points to comes last. */
const byWeight = (a: Link, b: Link): number =>
  Number(a.kind === 'on-page') - Number(b.kind === 'on-page') || b.score - a.score;

type Other = Exclude<ArticleRecord, Article>;

/** What is known of an address that holds no article. */
const NoArticle = ({ record }: { record: Other }) => {
  switch (record.state) {
    case 'alias':
      return (
        <Told title="Another address of an article" url={record.url}>
          <a href={`/articles/${record.aliasOf}`}>The article itself</a>
        </Told>
      );
    case 'discarded':
      return (
        <Told title="No article" url={record.url}>
          {record.reason}: <Isolated text={record.detail} />,{' '}
          <At at={record.discardedAt} withYear />
        </Told>
      );
    case 'taken-down':
      return (
        <Told title="Taken down" url={record.url}>
          By <Isolated text={record.takenDownBy} />, <At at={record.takenDownAt} withYear />:{' '}
          <Isolated text={record.takedownReason} />
        </Told>
      );
  }
};

const Told = ({ title, url, children }: { title: string; url: string; children: Child }) => (
  <article>
    <h1>{title}</h1>
    <p>
      <Outward url={url} text={url} />
    </p>
    <p>{children}</p>
  </article>
);
