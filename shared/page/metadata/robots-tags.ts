import { parseStamp } from '../../dates/parse-stamp.ts';
import type { Instant } from '../../model/ids.ts';

/** What robots meta elements and `X-Robots-Tag` say to us, in one form. */
export type RobotsTags = {
  /** Lower-case, sorted: `noarchive`, `max-snippet:50`. */
  readonly directives: readonly string[];
  /** The earliest that is given. */
  readonly unavailableAfter?: Instant;
};

export type RobotsTexts = {
  /** Contents of meta elements that are addressed to all robots or to us. */
  readonly metas: readonly string[];
  /** The header; lines of their own where it was sent more than once. */
  readonly header: string;
  /** The name under which robots know themselves addressed: `newsloom`. */
  readonly agent: string;
};

const maxText = 5000;
const maxDirectives = 50;
const maxDirective = 60;
/** Directives that have a value of their own after a colon; any other word before one names a robot. */
const valued = /^(?:unavailable_after|max-snippet|max-image-preview|max-video-preview)$/;

/**
 * Reads robots directives, leaving out those that are addressed to other robots.
 *
 * In a header a name holds for all directives behind it up to the next name or the end of the
 * line: `googlebot: noindex, nofollow` is nothing to us, `newsloom: noindex` is.
 *
 * @example
 * readRobotsTags({ metas: ['NoArchive'], header: 'googlebot: noindex', agent: 'newsloom' })
 * // { directives: ['noarchive'] }
 */
export function readRobotsTags({ metas, header, agent }: RobotsTexts): RobotsTags {
  const found = [
    ...metas.flatMap((content) => directivesOf(content, undefined)),
    ...header
      .slice(0, maxText)
      .split('\n')
      .flatMap((line) => directivesOf(line, agent)),
  ];
  const ends = found.flatMap(({ name, value }) =>
    name === 'unavailable_after' ? (parseStamp(value)?.at ?? []) : [],
  );
  const words = found
    .filter(({ name }) => name !== 'unavailable_after')
    .map(({ name, value }) => (value === '' ? name : `${name}:${value.toLowerCase()}`))
    .filter((word) => word.length < maxDirective);
  const unavailableAfter = ends.toSorted()[0];
  return {
    directives: [...new Set(words)].sort().slice(0, maxDirectives),
    ...(unavailableAfter !== undefined && { unavailableAfter }),
  };
}

type Directive = { readonly name: string; readonly value: string };

/** @param agent who we are, where a line may be addressed to somebody */
function directivesOf(text: string, agent: string | undefined): Directive[] {
  const found: Directive[] = [];
  let isForUs = true;
  for (const part of partsOf(text.slice(0, maxText))) {
    const colon = part.indexOf(':');
    let name = (colon < 0 ? part : part.slice(0, colon)).trim().toLowerCase();
    let value = colon < 0 ? '' : part.slice(colon + 1).trim();
    if (colon >= 0 && !valued.test(name) && agent !== undefined) {
      isForUs = name === '*' || productOf(name) === productOf(agent.toLowerCase());
      const next = value.indexOf(':');
      name = (next < 0 ? value : value.slice(0, next)).trim().toLowerCase();
      value = next < 0 ? '' : value.slice(next + 1).trim();
    }
    if (isForUs && name !== '') found.push({ name, value });
  }
  return found;
}

/** Parts between commas; the comma after a weekday (`Friday, 25-Jun-10`) stands within a date. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(',').slice(0, maxDirectives)) {
    const before = parts.at(-1);
    const isSplitDate = before !== undefined && /:\s{0,9}[a-z]{3,9}\.?\s{0,9}$/i.test(before);
    if (isSplitDate && /unavailable_after\s{0,9}:/i.test(before) && /^\s{0,9}\d/.test(part))
      parts[parts.length - 1] = `${before},${part}`;
    else parts.push(part);
  }
  return parts;
}

const productOf = (name: string): string => name.split('/', 1)[0] ?? name;
