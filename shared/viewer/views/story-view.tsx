import type { Story } from '../../model/story.ts';
import { directionOfText } from '../../text/direction.ts';
import { placeName } from '../../text/place-name.ts';
import type { StoryPage } from '../story-page.ts';
import { LinkLine } from './reasons.tsx';
import { Reports } from './reports.tsx';
import { Timeline } from './timeline.tsx';
import {
  At,
  counted,
  frontAddress,
  Isolated,
  LanguageName,
  languageOf,
  Outward,
} from './words.tsx';

/** One story with all its reports, and why each belongs. */
export const StoryView = ({ page }: { page: StoryPage }) => {
  const { story, reports, members, more, wasMerged, isClosed } = page;
  const [language] = story.languages;
  const direction = directionOfText(story.headline);
  return (
    <article class="story" dir={direction}>
      {wasMerged && (
        <p class="note" lang="en" dir="ltr">
          The story that you asked for is part of this one now.
        </p>
      )}
      <h1 {...languageOf(language)}>{story.headline}</h1>
      <p class="meta" lang="en">
        <bdi dir="ltr">{counted(story.sites.length, 'source')}</bdi>
        <bdi dir="ltr">{counted(story.articleCount, 'report')}</bdi>
        {story.languages.map((one) => (
          <LanguageName language={one} />
        ))}
        <bdi dir="ltr">
          <At at={story.firstSeenAt} withYear /> to <At at={story.lastSeenAt} withYear />
        </bdi>
        <bdi dir="ltr">{isClosed ? 'closed' : story.reopenedAt ? 'open again' : 'open'}</bdi>
      </p>
      <Timeline
        points={members.map(({ publishedAt, site = '' }) => ({ at: publishedAt, source: site }))}
      />
      <div class="two">
        <section aria-labelledby="reports">
          <h2 id="reports" lang="en">
            Reports
          </h2>
          <Reports reports={reports} language={language} direction={direction} inFull />
          {more > 0 && (
            <p class="note" lang="en" dir="ltr">
              {counted(more, 'other report')} not shown.
            </p>
          )}
        </section>
        <Beside page={page} />
      </div>
    </article>
  );
};

const Beside = ({ page: { story, elsewhere, parted } }: { page: StoryPage }) => (
  <aside lang="en" dir="ltr">
    <About
      words={[
        ...story.places.map((place) => placeName(place)),
        ...story.terms.map(([term]) => term),
      ]}
    />
    <section aria-labelledby="outlets">
      <h2 id="outlets">Told by</h2>
      <ul class="about">
        {story.sites.map((site) => (
          <li>
            <a href={frontAddress({ source: site })}>
              <bdi dir="ltr">{site}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
    {elsewhere.length > 0 && (
      <section aria-labelledby="elsewhere">
        <h2 id="elsewhere">In other languages</h2>
        <ul class="links">
          {elsewhere.map((link) => (
            <li>
              <LinkLine link={link} />
            </li>
          ))}
        </ul>
      </section>
    )}
    {parted.length > 0 && <Parted stories={parted} />}
    {story.mentions.length > 0 && <Mentions page={{ story }} />}
  </aside>
);

const mostWords = 14;

/** Names and words, heaviest first; a bare number says nothing by itself. */
const About = ({ words }: { words: readonly string[] }) => {
  const shown = [...new Set(words)].filter((word) => /\p{L}/u.test(word)).slice(0, mostWords);
  if (shown.length === 0) return false;
  return (
    <section aria-labelledby="about">
      <h2 id="about">What it is about</h2>
      <ul class="about" dir={directionOfText(shown.join(' '))}>
        {shown.map((word) => (
          <li>
            <a href={frontAddress({ q: word })}>
              <Isolated text={word} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Parted = ({ stories }: { stories: readonly Story[] }) => (
  <section aria-labelledby="parted">
    <h2 id="parted">Was one story with</h2>
    <ul class="links">
      {stories.map(({ storyId, headline }) => (
        <li>
          <a href={`/stories/${storyId}`}>
            <Isolated text={headline} />
          </a>
        </li>
      ))}
    </ul>
  </section>
);

const Mentions = ({ page: { story } }: { page: Pick<StoryPage, 'story'> }) => (
  <section aria-labelledby="mentions">
    <h2 id="mentions">Pointed to, not stored yet</h2>
    <ul class="links">
      {story.mentions.map(({ url, title }) => (
        <li>
          <Outward url={url} text={title || url} />
        </li>
      ))}
    </ul>
  </section>
);
