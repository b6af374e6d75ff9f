import { diffVersions, type LineDiff } from '../../article/diff-versions.ts';
import type { Piece } from '../../article/diff-words.ts';
import type { Article, Revision } from '../../model/article.ts';
import { turned } from './body.tsx';
import { At, counted, Isolated, languageOf } from './words.tsx';

type Props = { readonly revisions: readonly Revision[]; readonly article: Article };

/** The versions of an article that were observed, oldest first, and what was changed in each. */
export const Revisions = ({ revisions, article }: Props) => (
  <section aria-labelledby="revisions" lang="en" dir="ltr">
    <h2 id="revisions">Versions</h2>
    <ol class="revisions">
      {revisions.map((revision, at) => (
        <li>
          <At at={revision.observedAt} withYear /> <span class="tag">{revision.kind}</span>
          {revision.cause === 'extractor' && <span class="tag">read anew</span>}{' '}
          {revision.title !== revisions[at - 1]?.title && <Isolated text={revision.title} />}
          {at > 0 && (
            <Change
              before={revisions[at - 1] ?? revision}
              after={revision}
              language={article.language}
              direction={article.direction}
            />
          )}
        </li>
      ))}
    </ol>
  </section>
);

type ChangeProps = {
  readonly before: Revision;
  readonly after: Revision;
} & Pick<Article, 'language' | 'direction'>;

const Change = ({ before, after, language, direction }: ChangeProps) => {
  // A removed article has no text of its own, nor has one whose text is withheld.
  if (after.blocks.length === 0) return <span> – no text</span>;
  const { title, lines } = diffVersions(before, after, language);
  const changed = lines.filter(({ kind }) => kind !== 'same');
  const same = lines.length - changed.length;
  return (
    <details open>
      <summary>{counted(changed.length + (title ? 1 : 0), 'change')}</summary>
      <div class="change" dir={direction} {...languageOf(language)}>
        {title !== undefined && (
          <p>
            <b>
              <Pieces pieces={title} />
            </b>
          </p>
        )}
        {changed.map((line) => (
          <p {...turned(textOf(line), direction)}>
            <Changed line={line} />
          </p>
        ))}
      </div>
      <p class="note">{counted(same, 'paragraph')} the same</p>
    </details>
  );
};

const textOf = (line: LineDiff): string =>
  'text' in line ? line.text : line.pieces.map(({ text }) => text).join('');

const Changed = ({ line }: { line: LineDiff }) => {
  switch (line.kind) {
    case 'inserted':
      return <ins>{line.text}</ins>;
    case 'deleted':
      return <del>{line.text}</del>;
    case 'changed':
      return <Pieces pieces={line.pieces} />;
    case 'moved':
      return (
        <>
          <bdi lang="en" dir="ltr" class="tag">
            moved from {line.from} to {line.to}
          </bdi>{' '}
          <Pieces pieces={line.pieces} />
        </>
      );
    case 'same':
      return <>{line.text}</>;
  }
};

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>
    {pieces.map(({ kind, text }) => {
      if (kind === 'inserted') return <ins>{text}</ins>;
      return kind === 'deleted' ? <del>{text}</del> : text;
    })}
  </>
);
