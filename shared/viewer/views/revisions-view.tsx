import type { Revision } from '../../model/article.ts';
import { At, Isolated } from './words.tsx';

/** The versions of an article that were observed, oldest first. */
export const Revisions = ({ revisions }: { revisions: readonly Revision[] }) => (
  <section aria-labelledby="revisions">
    <h2 id="revisions">Versions</h2>
    <ol class="revisions">
      {revisions.map((revision) => (
        <li>
          <At at={revision.observedAt} /> <span class="tag">{revision.kind}</span>{' '}
          <Isolated text={revision.title} />
        </li>
      ))}
    </ol>
  </section>
);
