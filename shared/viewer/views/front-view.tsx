import type { StorySummary } from '../../client/summaries.ts';
import type { Direction } from '../../model/article.ts';
import { directionOfText } from '../../text/direction.ts';
import type { FrontPage, StoryCard, Wanted } from '../front-page.ts';
import { Reports } from './reports.tsx';
import { Timeline } from './timeline.tsx';
import {
  At,
  counted,
  frontAddress,
  Isolated,
  LanguageName,
  languageOf,
  Marked,
  ownNameOf,
} from './words.tsx';

/** The stories of a day. */
export const FrontView = ({ page }: { page: FrontPage }) => (
  <>
    <Heading page={page} />
    <Filters page={page} />
    {page.cards.length + page.brief.length + page.articles.length === 0 && <Nothing page={page} />}
    {page.cards.length > 0 && (
      <section class="cards" aria-label="Stories told by several reports">
        {page.cards.map((card) => (
          <Card card={card} words={page.wanted.query?.words ?? []} />
        ))}
      </section>
    )}
    {page.brief.length > 0 && (
      <section aria-labelledby="brief">
        <h2 id="brief">{page.cards.length > 0 ? 'Also reported' : 'Reported'}</h2>
        <ul class="brief">
          {page.brief.map((story) => (
            <Brief story={story} words={page.wanted.query?.words ?? []} />
          ))}
        </ul>
      </section>
    )}
    {page.articles.length > 0 && <Found page={page} />}
    {page.isCut && (
      <p class="note">There are more stories: choose a language, a source or a day.</p>
    )}
  </>
);

const Heading = ({ page: { wanted, from, to } }: { page: FrontPage }) => (
  <h1>
    {wanted.query !== undefined ? (
      <>
        Stories about <Isolated text={wanted.query.text} />
      </>
    ) : (
      'Stories'
    )}{' '}
    <small>
      <At at={from} /> to <At at={to} />
    </small>
  </h1>
);

const Filters = ({ page: { wanted, languages, sources } }: { page: FrontPage }) => (
  <form class="filters" action="/" method="get" aria-label="Filter">
    {wanted.query !== undefined && <input type="hidden" name="q" value={wanted.query.text} />}
    <label>
      Language{' '}
      <select name="language">
        <option value="">all</option>
        {languages.map((language) => (
          <option value={language} {...(language === wanted.language && { selected: true })}>
            {ownNameOf(language)}
          </option>
        ))}
      </select>
    </label>
    <label>
      Source{' '}
      <select name="source">
        <option value="">all</option>
        {sources.map((source) => (
          <option value={source} {...(source === wanted.source && { selected: true })}>
            {source}
          </option>
        ))}
      </select>
    </label>
    <label>
      Day <input type="date" name="day" value={wanted.day ?? ''} />
    </label>
    <button type="submit">Show</button>
    {isFiltered(wanted) && <a href="/">Show all</a>}
  </form>
);

const isFiltered = ({ day, language, source, query }: Wanted): boolean =>
  [day, language, source, query].some((one) => one !== undefined);

const Nothing = ({ page: { wanted } }: { page: FrontPage }) => (
  <p class="note">
    {isFiltered(wanted) ? (
      <>
        No story is like this. <a href="/">Show all</a>
      </>
    ) : (
      <>
        There are no stories of the last week yet. What the pipeline is doing stands under{' '}
        <a href="/flow">Flow</a>.
      </>
    )}
  </p>
);

const Card = ({ card, words }: { card: StoryCard; words: readonly string[] }) => {
  const { summary, story, reports, more } = card;
  const { headline, sites, articleCount, languages } = summary;
  const members = reports.flatMap(({ article, copies }) => [article, ...copies]);
  const [language] = languages;
  const direction = directionOfText(headline);
  return (
    <article class="card">
      <h2 dir={direction} {...languageOf(language)}>
        <a href={`/stories/${summary.storyId}`}>
          <Marked text={headline} words={words} />
        </a>
      </h2>
      <p class="size">
        {counted(sites.length, 'source')}, {counted(articleCount, 'report')},{' '}
        {languages.map((one, at) => (
          <>
            {at > 0 && ', '}
            <LanguageName language={one} />
          </>
        ))}
        <Timeline instants={members.map(({ publishedAt }) => publishedAt)} />
      </p>
      {story !== undefined && (
        <About terms={story.terms.map(([term]) => term)} direction={direction} />
      )}
      <Reports reports={reports} language={language} />
      {more > 0 && (
        <p class="more">
          <a href={`/stories/${summary.storyId}`}>{counted(more, 'other report')}</a>
        </p>
      )}
    </article>
  );
};

type AboutProps = { readonly terms: readonly string[]; readonly direction: Direction };

/** What a story is about, heaviest first. */
export const About = ({ terms, direction }: AboutProps) => (
  <ul class="about" dir={direction} aria-label="What it is about">
    {terms.slice(0, 8).map((term) => (
      <li>
        <a href={frontAddress({ q: term })}>
          <Isolated text={term} />
        </a>
      </li>
    ))}
  </ul>
);

const Brief = ({ story, words }: { story: StorySummary; words: readonly string[] }) => (
  <li dir={directionOfText(story.headline)} {...languageOf(story.languages[0])}>
    <a href={`/stories/${story.storyId}`}>
      <Marked text={story.headline} words={words} />
    </a>{' '}
    <span class="outlet">
      <bdi dir="ltr">{story.sites[0]}</bdi> <At at={story.lastSeenAt} />
    </span>
  </li>
);

const Found = ({ page: { articles, wanted } }: { page: FrontPage }) => (
  <section aria-labelledby="found">
    <h2 id="found">Articles by title</h2>
    <ul class="brief">
      {articles.map(({ articleId, title, language, site, publishedAt }) => (
        <li dir={directionOfText(title)} {...languageOf(language)}>
          <a href={`/articles/${articleId}`}>
            <Marked text={title} words={wanted.query?.words ?? []} />
          </a>{' '}
          <span class="outlet">
            <bdi dir="ltr">{site}</bdi> <At at={publishedAt} />
          </span>
        </li>
      ))}
    </ul>
  </section>
);
