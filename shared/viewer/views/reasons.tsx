import type { Link } from '../../model/story.ts';
import { directionOfText } from '../../text/direction.ts';
import { parseUrl } from '../../url/parse-url.ts';
import { evidenceWords } from '../evidence-words.ts';
import { counted, Isolated, Marked } from './words.tsx';

const fewWords = 8;

/** Why a report belongs, in a line: what it is to another, and what both have. */
export const Reason = ({ link }: { link: Link | undefined }) => {
  if (link === undefined) return false;
  return (
    <p class="why">
      <bdi lang="en" dir="ltr">
        {roleOf(link)} {outletOf(link.otherUrl)}
      </bdi>
      <Wording link={link} />
      <Words link={link} limit={fewWords} />
    </p>
  );
};

/** The same at length: with the other's headline, how sure it is, and the weaker links. */
export const ReasonsInFull = ({ links: [strongest, ...others] }: { links: readonly Link[] }) => {
  if (strongest === undefined) return false;
  return (
    <div class="why" lang="en">
      <LinkLine link={strongest} />
      {others.length > 0 && (
        <details>
          <summary>
            <bdi dir="ltr">{counted(others.length, 'other link')}</bdi>
          </summary>
          <ul class="links">
            {others.map((link) => (
              <li>
                <LinkLine link={link} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};

/** A link as it is told at one of its ends: what the other one is to it, and what both have. */
export const LinkLine = ({ link }: { link: Link }) => (
  <>
    <bdi>{roleOf(link)}</bdi> <LinkedTo link={link} />
    <Shared link={link} />
  </>
);

/** The other end of a link; the words that are shared are marked in its headline. */
export const LinkedTo = ({ link }: { link: Link }) => {
  const text = link.otherTitle || link.otherUrl;
  return (
    <a href={`/articles/${link.otherId}`}>
      <bdi dir={directionOfText(text)}>
        <Marked text={text} words={evidenceWords(link.evidence)} />
      </bdi>
    </a>
  );
};

/** What both ends of a link have. */
export const Shared = ({ link }: { link: Link }) => {
  if (link.kind === 'on-page') return false;
  return (
    <span class="shared">
      <Wording link={link} />
      <Words link={link} />
      <bdi title="How sure the link is, from 0 to 1">score {link.score.toFixed(2)}</bdi>
    </span>
  );
};

const Wording = ({ link: { evidence } }: { link: Link }) =>
  evidence.containment !== undefined && (
    <bdi lang="en">{`${Math.round(evidence.containment * 100)}% of the wording`}</bdi>
  );

const Words = ({ link, limit }: { link: Link; limit?: number }) => (
  <>
    {evidenceWords(link.evidence, limit).map((word) => (
      <span {...adds(link, word)}>
        <mark>
          <Isolated text={word} />
        </mark>
      </span>
    ))}
  </>
);

/** What a word adds to the score; that of a copy is its share of the wording. */
const adds = ({ kind, evidence: { weights = {} } }: Link, word: string): { title?: string } => {
  const weight = Object.hasOwn(weights, word) ? (weights[word] ?? 0) : 0;
  return kind === 'copy' || weight === 0 ? {} : { title: `adds ${weight} to the score` };
};

/** As seen from the article that the link starts from, and from the other. */
const roles: Readonly<Record<Link['kind'], readonly [from: string, to: string]>> = {
  copy: ['copied by', 'a copy of'],
  translation: ['translated as', 'a translation of'],
  'follow-up': ['followed up by', 'follows up'],
  'same-story': ['tells the same as', 'tells the same as'],
  suggested: ['may tell the same as', 'may tell the same as'],
  'on-page': ['points to', 'pointed to by'],
};

export const roleOf = ({ kind, role }: Link): string => roles[kind][role === 'to' ? 1 : 0];

/** @example outletOf('https://www.news.example/a') // 'news.example' */
const outletOf = (url: string): string => parseUrl(url)?.hostname.replace(/^www\./, '') ?? url;
