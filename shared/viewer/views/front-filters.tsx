import type { FrontPage, Wanted } from '../front-page.ts';
import { dayInWords, frontAddress, ownNameOf } from './words.tsx';

const dayMs = 24 * 3_600_000;

/** The days beside the one that is shown. */
export const Days = ({ page: { wanted, to } }: { page: FrontPage }) => {
  if (wanted.query !== undefined) return false;
  const at = Date.parse(wanted.day ?? to.slice(0, 10));
  const [before, after] = [at - dayMs, at + dayMs].map((ms) =>
    new Date(ms).toISOString().slice(0, 10),
  );
  const { day, language, source } = wanted;
  const address = (of: string) =>
    frontAddress({
      day: of,
      ...(language !== undefined && { language }),
      ...(source !== undefined && { source }),
    });
  return (
    <nav class="days" aria-label="Other days">
      {before !== undefined && (
        <a href={address(before)} rel="prev">
          ← {dayInWords(before)}
        </a>
      )}
      {day !== undefined && after !== undefined && (
        <a href={address(after)} rel="next">
          {dayInWords(after)} →
        </a>
      )}
      {day !== undefined && <a href="/">Latest stories</a>}
    </nav>
  );
};

/** What is shown, by language, outlet and day: a form, so that every choice is an address. */
export const Filters = ({ page: { wanted, languages, sources } }: { page: FrontPage }) => (
  <form class="filters" action="/" method="get" aria-label="Filter">
    {wanted.query !== undefined && <input type="hidden" name="q" value={wanted.query.text} />}
    <label>
      Language{' '}
      <select name="language">
        <option value="">all</option>
        {withChosen(languages, wanted.language).map((language) => (
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
        {withChosen(sources, wanted.source).map((source) => (
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

/** What was asked for stands in the list even where no story is like it. */
const withChosen = (all: readonly string[], chosen: string | undefined): readonly string[] =>
  chosen === undefined || all.includes(chosen) ? all : [chosen, ...all];

export const isFiltered = ({ day, language, source, query }: Wanted): boolean =>
  [day, language, source, query].some((one) => one !== undefined);
