import type { Instant } from '../../model/ids.ts';
import { directionOfText } from '../../text/direction.ts';
import { highlight } from '../highlight.ts';
import { webAddress } from '../web-address.ts';

/** A text of any script, the words in it marked. */
export const Marked = ({ text, words }: { text: string; words: readonly string[] }) => (
  <>{highlight(text, words).map(({ text, isHit }) => (isHit ? <mark>{text}</mark> : text))}</>
);

/** A text of any script within a line of another: its direction does not disturb what is around it. */
export const Isolated = ({ text, language }: { text: string; language?: string }) => (
  <bdi dir={directionOfText(text)} {...languageOf(language)}>
    {text}
  </bdi>
);

/** What `lang` says of a text; nothing where its language is not known. */
export const languageOf = (language: string | undefined): { lang?: string } =>
  language === undefined || language === 'und' ? {} : { lang: language };

const inUtc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const time = { hour: '2-digit', minute: '2-digit' } as const;
const clock = inUtc({ day: 'numeric', month: 'short', ...time });
const calendar = inUtc({ day: 'numeric', month: 'short', year: 'numeric', ...time });
const weekday = inUtc({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** The year that goes without saying is the one in which the page is read, whatever the store's clock says. */
const thisYear = (): string => new Date().toISOString().slice(0, 4);

type AtProps = {
  readonly at: Instant;
  /** Says the year although it is this one. */
  readonly withYear?: boolean;
};

/** An instant to the minute; all of them are told in UTC. */
export const At = ({ at, withYear = false }: AtProps) => {
  const format = withYear || !at.startsWith(thisYear()) ? calendar : clock;
  return (
    <time datetime={at} title={at} dir="ltr" lang="en">
      {format.format(new Date(at)).replace(',', '')}
    </time>
  );
};

/** @example dayInWords('2026-01-31') // 'Saturday 31 January 2026' */
export const dayInWords = (day: string): string => weekday.format(new Date(day)).replace(',', '');

/** A link to the outlet's own page, where its address is one; the words alone where it is not. */
export const Outward = ({ url, text }: { url: string; text: string }) => {
  const address = webAddress(url);
  if (address === undefined) return <Isolated text={text} />;
  return (
    <a href={address} rel="noopener noreferrer nofollow external">
      <Isolated text={text} />
    </a>
  );
};

/**
 * The front page with what is asked of it.
 *
 * Not by `encodeURIComponent`, which throws at half a character, and texts from the web hold some.
 *
 * @example
 * frontAddress({ q: 'Storm Yara' }) // '/?q=Storm+Yara'
 */
export const frontAddress = (asked: Readonly<Record<string, string>>): string =>
  `/?${new URLSearchParams(asked)}`;

/** A language by its own name, in its own script. */
export const LanguageName = ({ language }: { language: string }) => (
  <bdi {...languageOf(language)}>{ownNameOf(language)}</bdi>
);

/** @example ownNameOf('ar') // 'العربية' */
export function ownNameOf(language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // no tag of BCP 47
  }
}

const plain = new Intl.NumberFormat('en');

/** @example counted(2, 'outlet') // '2 outlets' */
export const counted = (count: number, noun: string): string =>
  `${plain.format(count)} ${count === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;

/** @example durationOf(5400) // '1 h 30 min' */
export function durationOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return counted(Math.round(hours / 24), 'day');
}
