import type { StoryMember } from '../../client/story-members.ts';
import type { Link } from '../../model/story.ts';
import { directionOf } from '../../text/direction.ts';
import { evidenceWords } from '../evidence-words.ts';
import type { Report } from '../fold-copies.ts';
import { At, counted, frontAddress, Isolated, languageOf, Marked } from './words.tsx';

type Props = {
  readonly reports: readonly Report[];
  /** The language of what stands around; members of another say so. */
  readonly language: string | undefined;
  /** Tells each reason in full. */
  readonly inFull?: boolean;
};

/** The reports of a story in order of time: who was first, who copied, and why each belongs. */
export const Reports = ({ reports, language, inFull = false }: Props) => (
  <ol class="reports">
    {reports.map(({ article, copies }, at) => (
      <li {...languageOf(article.language)} dir={directionOf(article.language)}>
        <Member member={article} isFirst={at === 0} language={language} inFull={inFull} />
        {copies.length > 0 && (
          <details class="copies">
            <summary dir="ltr" lang="en">
              {copies.length === 1 ? '1 copy' : `${copies.length} copies`}
            </summary>
            <ol>
              {copies.map((copy) => (
                <li {...languageOf(copy.language)} dir={directionOf(copy.language)}>
                  <Member member={copy} isFirst={false} language={language} inFull={inFull} />
                </li>
              ))}
            </ol>
          </details>
        )}
      </li>
    ))}
  </ol>
);

type MemberProps = {
  readonly member: StoryMember;
  readonly isFirst: boolean;
  readonly language: string | undefined;
  readonly inFull: boolean;
};

const Member = ({ member, isFirst, language, inFull }: MemberProps) => {
  const [strongest, ...others] = member.because;
  const tags = [
    ...(isFirst ? ['first'] : []),
    ...tagsOf(member),
    ...(member.language === language ? [] : [member.language]),
  ];
  return (
    <>
      <p class="report">
        <span class="when" dir="ltr" lang="en">
          <At at={member.publishedAt} />
        </span>{' '}
        <a href={`/articles/${member.articleId}`}>
          <Marked text={member.title} words={sharedWords(member)} />
        </a>{' '}
        <span class="outlet" lang="en">
          <a href={frontAddress({ source: member.site ?? '' })}>
            <bdi dir="ltr">{member.site}</bdi>
          </a>
          {tags.map((tag) => (
            <span class="tag">{tag}</span>
          ))}
          {member.state === 'removed' && <span class="tag warn">removed</span>}
        </span>
      </p>
      {strongest && <Reason strongest={strongest} others={inFull ? others : []} />}
    </>
  );
};

const sharedWords = ({ because }: StoryMember): string[] =>
  because.slice(0, 3).flatMap(({ evidence }) => evidenceWords(evidence));

/** What a member is to the others, beside telling the same. */
function tagsOf({ because }: StoryMember): string[] {
  const isFollowUp = because.some(({ kind, role }) => kind === 'follow-up' && role === 'to');
  const isTranslation = because.some(({ kind, role }) => kind === 'translation' && role !== 'from');
  return [...(isFollowUp ? ['follow-up'] : []), ...(isTranslation ? ['translation'] : [])];
}

type ReasonProps = { readonly strongest: Link; readonly others: readonly Link[] };

const Reason = ({ strongest, others }: ReasonProps) => (
  <div class="reason" lang="en" dir="ltr">
    {roleOf(strongest)} <Isolated text={strongest.otherTitle} />
    {': '}
    <Shared link={strongest} />
    {others.length > 0 && (
      <details>
        <summary>{counted(others.length, 'other link')}</summary>
        <ul>
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

/** A link as it is told at one of its ends: what the other one is to it, and what both have. */
export const LinkLine = ({ link }: { link: Link }) => (
  <>
    {roleOf(link)}{' '}
    <a href={`/articles/${link.otherId}`}>
      <Isolated text={link.otherTitle || link.otherUrl} />
    </a>{' '}
    <Shared link={link} />
  </>
);

/** What both ends of a link have. */
const Shared = ({ link }: { link: Link }) => {
  const { containment } = link.evidence;
  const words = evidenceWords(link.evidence);
  return (
    <span class="shared">
      {containment !== undefined && (
        <span>{`${Math.round(containment * 100)}% of the wording`} </span>
      )}
      {words.map((word) => (
        <>
          <mark>
            <Isolated text={word} />
          </mark>{' '}
        </>
      ))}
      {link.kind !== 'on-page' && (
        <small title="How sure the link is, from 0 to 1">{link.score.toFixed(2)}</small>
      )}
    </span>
  );
};

/** As seen from the article that the link starts from, and from the other. */
const roles: Readonly<Record<Link['kind'], readonly [from: string, to: string]>> = {
  copy: ['copied by', 'a copy of'],
  translation: ['translated as', 'a translation of'],
  'follow-up': ['followed up by', 'follows up'],
  'same-story': ['tells the same as', 'tells the same as'],
  suggested: ['may tell the same as', 'may tell the same as'],
  'on-page': ['points to', 'is pointed to by'],
};

const roleOf = ({ kind, role }: Link): string => roles[kind][role === 'to' ? 1 : 0];
