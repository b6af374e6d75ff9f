import type {
  Article,
  ArticleFacts,
  ExtractedArticle,
  RightsSignals,
  VersionFacts,
} from '../model/article.ts';
import type { Instant } from '../model/ids.ts';
import type { RightsAnswer, RightsPolicy, RightsSignal, SiteReservation } from '../model/rights.ts';

/** The directives that mean each signal: `none` is RFC-less but old, `nocache` is Bing's, `noml` Mojeek's. */
const meanings: Readonly<Record<Exclude<RightsSignal, 'tdm'>, readonly string[]>> = {
  noindex: ['noindex', 'none'],
  noarchive: ['noarchive', 'nocache'],
  noai: ['noai', 'noml'],
  noimageai: ['noimageai'],
};

/** Strictest first. */
const answers: readonly RightsAnswer[] = ['nothing', 'facts', 'flag'];

/**
 * The signals that a page gives at an instant. One that is past its `unavailable_after` is one that
 * is not to be found: `noindex`.
 *
 * @example
 * signalsOf({ robots: ['max-snippet:50', 'noai'], tdmReserved: true }, now) // ['noai', 'tdm']
 */
export function signalsOf(rights: RightsSignals, now: Instant): RightsSignal[] {
  const { robots, unavailableAfter, tdmReserved } = rights;
  const isOver = unavailableAfter !== undefined && unavailableAfter <= now;
  const said = (['noindex', 'noarchive', 'noai', 'noimageai'] as const).filter(
    (signal) =>
      meanings[signal].some((word) => robots.includes(word)) || (signal === 'noindex' && isOver),
  );
  return tdmReserved === true ? [...said, 'tdm'] : said;
}

/** What is to be done with a page, and for the sake of which signals. */
export type RightsDecision = {
  readonly answer: RightsAnswer;
  readonly signals: readonly RightsSignal[];
};

/**
 * Decides by an operator's policy what is stored of a page: of the answers to its signals the strictest.
 *
 * @example
 * decideRights({ robots: ['noai'], tdmReserved: true }, { policy, now })
 * // { answer: 'facts', signals: ['tdm'] } where the policy is to flag noai, and to keep facts under tdm
 */
export function decideRights(
  rights: RightsSignals,
  { policy, now }: { readonly policy: RightsPolicy; readonly now: Instant },
): RightsDecision {
  const signals = signalsOf(rights, now);
  const answer =
    answers.find((each) => signals.some((signal) => policy[signal] === each)) ?? 'flag';
  return { answer, signals: signals.filter((signal) => policy[signal] === answer) };
}

/**
 * What a page says of its rights, and what its site says: mining is reserved where either reserves it.
 *
 * @example
 * withReservation({ robots: [] }, { reserved: true }) // { robots: [], tdmReserved: true }
 */
export function withReservation(
  rights: RightsSignals,
  site: SiteReservation | undefined,
): RightsSignals {
  if (site === undefined) return rights;
  const tdmPolicy = rights.tdmPolicy ?? site.policy;
  return {
    ...rights,
    tdmReserved: rights.tdmReserved === true || site.reserved,
    ...(tdmPolicy !== undefined && { tdmPolicy }),
  };
}

/**
 * An article as it may be stored where its text may not: what it is, when and by whom, where it
 * stands and points to, and none of its sentences.
 *
 * @example
 * withoutText(extracted, ['tdm']) // { …, text: '', blocks: [], lead: '', rights: { …, withheld: ['tdm'] } }
 */
export const withoutText = (
  extracted: ExtractedArticle,
  signals: readonly RightsSignal[],
): ExtractedArticle => ({ ...withoutSentences(extracted, signals), blocks: [], text: '' });

/** The same of a stored article. */
export function recordWithoutText(article: Article, signals: readonly RightsSignal[]): Article {
  const { rawKey: _raw, ...rest } = article;
  return withoutSentences(rest, signals);
}

/** What else on a page is text of the publisher's: the standfirst, the lead, teasers of other stories, a note of correction. */
function withoutSentences<Facts extends ArticleFacts & Pick<VersionFacts, 'standfirst'>>(
  facts: Facts,
  withheld: readonly RightsSignal[],
) {
  const { correction: _note, standfirst: _standfirst, ...rest } = facts;
  return {
    ...rest,
    lead: '',
    related: facts.related.map(({ url, title }) => ({ url, title })),
    rights: { ...facts.rights, withheld },
  };
}

/** Whether two versions of an article stand under the same terms: the same signals, the text kept or withheld. */
export const areSameTerms = (before: RightsSignals, after: RightsSignals, now: Instant): boolean =>
  isWithheld(before) === isWithheld(after) &&
  signalsOf(before, now).join() === signalsOf(after, now).join();

export const isWithheld = ({ withheld }: RightsSignals): boolean => withheld !== undefined;
