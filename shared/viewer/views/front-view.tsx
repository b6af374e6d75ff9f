import type { ArticleSummary, StorySummary } from '../../client/summaries.ts';
import { groupBy } from '../../collections/group-by.ts';
import { directionOf, directionOfText } from '../../text/direction.ts';
import type { FrontPage, Wanted } from '../front-page.ts';
import { Days, Filters, isFiltered } from './front-filters.tsx';
import { Card } from './story-card.tsx';
import { At, dayInWords, Isolated, LanguageName, languageOf, Marked, ownNameOf } from './words.tsx';

/** The stories of a day. */
export const FrontView = ({ page }: { page: FrontPage }) => {
  const { cards, brief, articles, wanted, isCut } = page;
  const words = wanted.query?.words ?? [];
  const isEmpty = cards.length + brief.length + articles.length === 0;
  return (
    <div id="front" {...(page.isGrowing && { 'data-live': 'true' })}>
      <Heading page={page} />
      <Days page={page} />
      <Filters page={page} />
      {isEmpty && <Nothing page={page} />}
      {cards.length > 0 && (
        <section class="cards" aria-label="Stories told by several reports">
          {cards.map((card, at) => (
            <Card card={card} words={words} isTop={at === 0 && wanted.query === undefined} />
          ))}
        </section>
      )}
      {brief.length > 0 && <Also stories={brief} words={words} />}
      {articles.length > 0 && <Found articles={articles} words={words} />}
      {isCut && <p class="note">There are more stories: choose a language, a source or a day.</p>}
    </div>
  );
};

const Heading = ({ page: { wanted, from, to } }: { page: FrontPage }) => (
  <h1>
    <Subject wanted={wanted} />{' '}
    {wanted.day === undefined && (
      <small>
        <At at={from} /> to <At at={to} withYear />
      </small>
    )}
  </h1>
);

const Subject = ({ wanted: { query, day, language, source } }: { wanted: Wanted }) => (
  <>
    {query === undefined && day === undefined ? 'Latest stories' : 'Stories'}
    {query !== undefined && (
      <>
        {' '}
        about <Isolated text={query.text} />
      </>
    )}
    {language !== undefined && (
      <>
        {' '}
        in <LanguageName language={language} />
      </>
    )}
    {source !== undefined && (
      <>
        {' '}
        told by <bdi dir="ltr">{source}</bdi>
      </>
    )}
    {day !== undefined && ` of ${dayInWords(day)}`}
  </>
);

const Nothing = ({ page: { wanted, isGrowing } }: { page: FrontPage }) => {
  if (wanted.query !== undefined)
    return (
      <p class="note">
        Nothing found. Searched are headlines, terms and places of the last week’s stories, and
        titles of the last day’s articles.
      </p>
    );
  if (isFiltered(wanted)) return <p class="note">No story is like this.</p>;
  return (
    <p class="note">
      There are no stories of the last week yet.{' '}
      {isGrowing ? 'The pipeline is at work, and they will appear here' : 'Nothing came in'}: see
      what it does under <a href="/flow">Flow</a>, and whom it asks under{' '}
      <a href="/sources">Sources</a>.
    </p>
  );
};

type Listed<T> = { readonly words: readonly string[] } & T;

/** What one report tells, by language: each in its own direction. */
const Also = ({ stories, words }: Listed<{ stories: readonly StorySummary[] }>) => {
  const byLanguage = groupBy(stories, ({ languages: [language = 'und'] }) => base(language));
  const groups = [...byLanguage].toSorted(([, a], [, b]) => b.length - a.length);
  return (
    <section aria-labelledby="also">
      <h2 id="also">In brief</h2>
      <div class="also">
        {groups.map(([language, ofLanguage]) => (
          <section>
            {groups.length > 1 && <LanguageHeading language={language} />}
            <ul class="brief">
              {ofLanguage.map((story) => (
                <Brief story={story} words={words} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
};

const base = (language: string): string => language.split('-')[0] ?? language;

const LanguageHeading = ({ language }: { language: string }) => (
  <h3 dir={directionOf(language)} {...languageOf(language)}>
    {language === 'und' ? <span lang="en">Language unknown</span> : ownNameOf(language)}
  </h3>
);

const Brief = ({ story, words }: Listed<{ story: StorySummary }>) => (
  <li dir={directionOfText(story.headline)} {...languageOf(story.languages[0])}>
    <a href={`/stories/${story.storyId}`}>
      <Marked text={story.headline} words={words} />
    </a>
    <span class="by">
      <bdi dir="ltr">{story.sites[0]}</bdi> <At at={story.lastSeenAt} />
    </span>
  </li>
);

const Found = ({ articles, words }: Listed<{ articles: readonly ArticleSummary[] }>) => (
  <section aria-labelledby="found">
    <h2 id="found">Articles by title</h2>
    <ul class="brief also">
      {articles.map(({ articleId, title, language, site, publishedAt }) => (
        <li dir={directionOfText(title)} {...languageOf(language)}>
          <a href={`/articles/${articleId}`}>
            <Marked text={title} words={words} />
          </a>
          <span class="by">
            <bdi dir="ltr">{site}</bdi> <At at={publishedAt} />
          </span>
        </li>
      ))}
    </ul>
  </section>
);
