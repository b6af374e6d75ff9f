import type { Article } from '../../model/article.ts';
import { directionOfText } from '../../text/direction.ts';
import type { StoryCard } from '../story-cards.ts';
import { Reports } from './reports.tsx';
import { Timeline } from './timeline.tsx';
import { counted, LanguageName, languageOf, Marked } from './words.tsx';

type Props = {
  readonly card: StoryCard;
  /** What was searched for. */
  readonly words: readonly string[];
  /** The first of the page. */
  readonly isTop: boolean;
};

/** A story as the front page tells it: headline, first words, and its reports in order of time. */
export const Card = ({ card, words, isTop }: Props) => {
  const { summary, reports, more, opening } = card;
  const { headline, storyId, languages } = summary;
  const [language] = languages;
  const direction = directionOfText(headline);
  const members = reports.flatMap(({ article, copies }) => [article, ...copies]);
  return (
    <article class={isTop ? 'card top' : 'card'} dir={direction}>
      <div>
        <h2 class="clamped" {...languageOf(language)}>
          <a href={`/stories/${storyId}`}>
            <Marked text={headline} words={words} />
          </a>
        </h2>
        <Size card={card} />
        {opening !== undefined && <Opening article={opening} />}
        <Timeline
          points={members.map(({ publishedAt, site = '' }) => ({ at: publishedAt, source: site }))}
        />
      </div>
      <div>
        <Reports reports={reports} language={language} direction={direction} />
        {more > 0 && (
          <p class="more">
            <a href={`/stories/${storyId}`}>
              <bdi lang="en" dir="ltr">
                {counted(more, 'other report')}
              </bdi>
            </a>
          </p>
        )}
      </div>
    </article>
  );
};

const Size = ({ card: { summary } }: { card: StoryCard }) => (
  <p class="meta" lang="en">
    <bdi dir="ltr">{counted(summary.sites.length, 'source')}</bdi>
    <bdi dir="ltr">{counted(summary.articleCount, 'report')}</bdi>
    {summary.languages.map((language) => (
      <LanguageName language={language} />
    ))}
  </p>
);

/** How the first report begins, cut by the style sheet to a few lines. */
const Opening = ({ article: { lead, language, direction } }: { article: Article }) => (
  <p class="lead" dir={direction} {...languageOf(language)}>
    {lead}
  </p>
);
