import * as z from 'zod';
import { parseFeedDate } from '../../shared/feed/parse-date.ts';
import type { Article, Revision } from '../../shared/model/article.ts';
import type { CanonicalUrl, Instant } from '../../shared/model/ids.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { identifyLanguage } from '../../shared/text/language.ts';
import { canonicalUrl, siteOf } from '../../shared/url/canonical-url.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { CommandError } from '../command-error.ts';
import type { Line } from './read-lines.ts';

/** An article of a file, as the linker takes it, and what the file calls it. */
export type LineArticle = {
  readonly id: string;
  readonly article: Article;
  readonly revision: Revision;
};

const longText = z.string().max(2_000_000);
const lineSchema = z.object({
  id: z.union([z.string().min(1).max(4096), z.number()]).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(4096)
    .optional(),
  title: longText.default(''),
  text: longText.optional(),
  summary: longText.optional(),
  language: z.string().max(35).optional(),
  publishedAt: z.string().max(100).optional(),
});

/** An article that does not say when it came follows the one before it by so much. */
const stepMs = 60_000;
const leadCharacters = 300;
const arrayHint = '\na line is one article; `jq -c ".[]" FILE` makes lines of an array';
const beginning = '2000-01-01T00:00:00.000Z';

/**
 * Reads one line of JSON as an article.
 *
 * @param before when the article of the line before came
 * @throws CommandError that names the line and what is wrong with it
 */
export function readArticleLine(line: Line, before: Instant | undefined): LineArticle {
  const { id, url, title, text, summary, language, publishedAt } = parseLine(line);
  const body = text ?? summary ?? '';
  if (`${title}${body}`.trim() === '')
    throw new CommandError(`${line.place}: no title, no text and no summary`);
  const name = String(id ?? url ?? `line-${line.number}`);
  const address = url ?? `https://jsonl.example/${encodeURIComponent(name)}`;
  const canonical = canonicalUrl(address, address);
  if (canonical === undefined) throw new CommandError(`${line.place}: url: no address`);
  const at = instantOf(publishedAt, { line, before });
  const words = `${title}\n${body}`;
  const spoken =
    language ?? identifyLanguage({ text: words, declared: undefined, hint: undefined });
  return { id: name, ...storedAs({ canonical, title, body, at, language: spoken }) };
}

function parseLine({ place, text, problem: known }: Line): z.output<typeof lineSchema> {
  if (known !== undefined) throw new CommandError(`${place}: ${known}`);
  let value: unknown;
  try {
    // Many programs write `null` for what they do not know.
    value = JSON.parse(text, (_, part: unknown) => (part === null ? undefined : part));
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      `${place}: no JSON: ${problem}${text.startsWith('[') ? arrayHint : ''}`,
      {
        cause,
      },
    );
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    [...path, message.replace('Invalid input: ', '')].join(': '),
  );
  const hint = Array.isArray(value) ? arrayHint : '';
  throw new CommandError(`${place}: ${problems.join('; ')}${hint}`);
}

function instantOf(
  given: string | undefined,
  { line, before }: { readonly line: Line; readonly before: Instant | undefined },
): Instant {
  if (given === undefined)
    return before === undefined ? beginning : new Date(Date.parse(before) + stepMs).toISOString();
  const at = parseFeedDate(given);
  if (at === undefined)
    throw new CommandError(`${line.place}: publishedAt: ${JSON.stringify(given)} is no date`);
  return at;
}

type Parts = {
  readonly canonical: CanonicalUrl;
  readonly title: string;
  readonly body: string;
  readonly at: Instant;
  readonly language: string;
};

/** As fetch-article would have stored it. */
function storedAs({ canonical, title, body, at, language }: Parts) {
  const articleId = articleIdOf(canonical);
  const stored = {
    articleId,
    revision: 1,
    title,
    contentHash: '',
    rawKey: '',
    extractorVersion: 1,
  };
  const article: Article = {
    ...{ ...stored, state: 'live', url: canonical, canonicalUrl: canonical },
    ...{ site: siteOf(canonical), lead: body.slice(0, leadCharacters), authors: [], tags: [] },
    ...{ language, direction: directionOf(language), publishedAt: at, publishedFrom: 'feed' },
    ...{ publishedPrecision: 'second', fetchedAt: at, changedAt: at, wordCount: 0, related: [] },
    rights: { robots: [] },
  };
  const blocks = [{ kind: 'paragraph' as const, text: body }];
  const revision: Revision = { ...stored, kind: 'first', observedAt: at, blocks };
  return { article, revision };
}
