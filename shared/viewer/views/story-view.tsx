import { directionOfText } from '../../text/direction.ts';
import type { StoryPage } from '../story-page.ts';
import { About } from './front-view.tsx';
import { LinkLine, Reports } from './reports.tsx';
import { Timeline } from './timeline.tsx';
import { At, counted, LanguageName, languageOf, Outward } from './words.tsx';

/** One story with all its reports, and why each belongs. */
export const StoryView = ({ page }: { page: StoryPage }) => {
  const { story, reports, members, more, elsewhere, wasMerged } = page;
  const [language] = story.languages;
  return (
    <article class="story">
      {wasMerged && <p class="note">The story that you asked for is part of this one now.</p>}
      <h1 dir={directionOfText(story.headline)} {...languageOf(language)}>
        {story.headline}
      </h1>
      <p class="size">
        {counted(story.sites.length, 'source')}, {counted(story.articleCount, 'report')},{' '}
        {story.languages.map((one, at) => (
          <>
            {at > 0 && ', '}
            <LanguageName language={one} />
          </>
        ))}
        , from <At at={story.firstSeenAt} /> to <At at={story.lastSeenAt} />
        <Timeline instants={members.map(({ publishedAt }) => publishedAt)} />
      </p>
      <About
        terms={[...new Set([...story.places, ...story.terms.map(([term]) => term)])]}
        direction={directionOfText(story.headline)}
      />
      <h2>Reports</h2>
      <Reports reports={reports} language={language} inFull />
      {more > 0 && <p class="note">{counted(more, 'other report')} not shown.</p>}
      {story.mentions.length > 0 && <Mentions page={page} />}
      {elsewhere.length > 0 && <Elsewhere page={page} />}
    </article>
  );
};

const Mentions = ({ page: { story } }: { page: StoryPage }) => (
  <section aria-labelledby="mentions">
    <h2 id="mentions">Pointed to, not stored yet</h2>
    <ul>
      {story.mentions.map(({ url, title }) => (
        <li>
          <Outward url={url} text={title || url} />
        </li>
      ))}
    </ul>
  </section>
);

const Elsewhere = ({ page: { elsewhere } }: { page: StoryPage }) => (
  <section aria-labelledby="elsewhere">
    <h2 id="elsewhere">In other languages</h2>
    <ul>
      {elsewhere.map((link) => (
        <li>
          <span class="tag">{link.kind}</span> <LinkLine link={link} />
        </li>
      ))}
    </ul>
  </section>
);
