import type { StoryMember } from '../../client/story-members.ts';
import type { Direction } from '../../model/article.ts';
import { directionOf } from '../../text/direction.ts';
import { evidenceWords } from '../evidence-words.ts';
import type { Report } from '../fold-copies.ts';
import { Reason, ReasonsInFull } from './reasons.tsx';
import { At, counted, frontAddress, LanguageName, languageOf, Marked } from './words.tsx';

type Props = {
  readonly reports: readonly Report[];
  /** The language and direction of what stands around; members of another language say so. */
  readonly language: string | undefined;
  readonly direction: Direction;
  /** Tells each reason in full. */
  readonly inFull?: boolean;
};

type Setting = Pick<Props, 'language' | 'inFull'>;

/** The reports of a story in order of time: who was first, who copied, and why each belongs. */
export const Reports = ({ reports, direction, ...setting }: Props) => {
  const isOneOfMany = reports.length > 1 || reports.some(({ copies }) => copies.length > 0);
  return (
    <ol class="reports" dir={direction}>
      {reports.map(({ article, copies }, at) => (
        <li {...(at === 0 && { class: 'first' })}>
          <Member member={article} isFirst={at === 0 && isOneOfMany} {...setting} />
          {copies.length > 0 && <Copies copies={copies} {...setting} />}
        </li>
      ))}
    </ol>
  );
};

/** Folded: who reads one has read them all. */
const Copies = ({ copies, ...setting }: Setting & { copies: readonly StoryMember[] }) => (
  <details class="copies">
    <summary>
      <bdi lang="en" dir="ltr">
        {copies.length === 1 ? '1 copy' : `${copies.length} copies`}: {outletsOf(copies)}
      </bdi>
    </summary>
    <ol>
      {copies.map((copy) => (
        <li>
          <Member member={copy} isFirst={false} {...setting} />
        </li>
      ))}
    </ol>
  </details>
);

const mostNamed = 4;

function outletsOf(copies: readonly StoryMember[]): string {
  const outlets = [...new Set(copies.map(({ site }) => site ?? ''))];
  const others = outlets.length - mostNamed;
  const named = outlets.slice(0, mostNamed).join(', ');
  return others > 0 ? `${named} and ${counted(others, 'other')}` : named;
}

type MemberProps = Setting & { readonly member: StoryMember; readonly isFirst: boolean };

const Member = ({ member, isFirst, language, inFull = false }: MemberProps) => (
  <div dir={directionOf(member.language)} {...languageOf(member.language)}>
    <p class="told">
      <a href={`/articles/${member.articleId}`}>
        <Marked text={member.title} words={sharedWords(member)} />
      </a>
    </p>
    <p class="by" lang="en">
      <At at={member.publishedAt} />
      <a href={frontAddress({ source: member.site ?? '' })}>
        <bdi dir="ltr">{member.site}</bdi>
      </a>
      {isFirst && <span class="tag">first</span>}
      {tagsOf(member).map((tag) => (
        <span class="tag">{tag}</span>
      ))}
      {member.language !== language && (
        <span class="tag">
          <LanguageName language={member.language} />
        </span>
      )}
      {member.state === 'removed' && <span class="tag warn">removed</span>}
    </p>
    {inFull ? <ReasonsInFull links={member.because} /> : <Reason link={member.because[0]} />}
  </div>
);

const sharedWords = ({ because }: StoryMember): string[] =>
  because.slice(0, 3).flatMap(({ evidence }) => evidenceWords(evidence));

/** What a member is to the others, beside telling the same. */
function tagsOf({ because }: StoryMember): string[] {
  const isFollowUp = because.some(({ kind, role }) => kind === 'follow-up' && role === 'to');
  const isTranslation = because.some(({ kind, role }) => kind === 'translation' && role !== 'from');
  return [...(isFollowUp ? ['follow-up'] : []), ...(isTranslation ? ['translation'] : [])];
}
