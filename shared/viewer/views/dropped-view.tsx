import { groupBy } from '../../collections/group-by.ts';
import {
  type ExplainedBlock,
  type ExplainedPage,
  verdictReasons,
} from '../../page/explain-page.ts';
import { counted, Isolated } from './words.tsx';

const longestShown = 200;
const mostShown = 60;

const encodingReasons: Readonly<Record<ExplainedPage['encodingFrom'], string>> = {
  bom: 'as its first bytes say',
  declared: 'as the page or its server says',
  'valid-utf-8': 'which its bytes are, though nothing says so',
  detected: 'as its letters suggest',
  assumed: 'for want of any sign',
};

/** What of the page is not in the body, by the reason for it. */
export const Dropped = ({ explained }: { explained: ExplainedPage }) => {
  const dropped = groupBy(
    explained.blocks.filter(({ verdict }) => verdict !== 'kept' && verdict !== 'caption'),
    ({ verdict }) => verdict,
  );
  return (
    <section aria-labelledby="dropped">
      <h2 id="dropped">Left out of the page</h2>
      <p class="note">
        Read as an article with confidence {explained.confidence.toFixed(2)}; in{' '}
        {explained.encoding.toUpperCase()}, {encodingReasons[explained.encodingFrom]}.
      </p>
      {[...dropped].map(([verdict, blocks]) => (
        <details>
          <summary>
            {counted(blocks.length, 'block')}: {verdictReasons[verdict]}
          </summary>
          <ul class="dropped">
            {blocks.slice(0, mostShown).map((block) => (
              <li>
                <Isolated text={shortened(block)} /> <code>{block.element}</code>
              </li>
            ))}
          </ul>
          {blocks.length > mostShown && (
            <p class="note">and {counted(blocks.length - mostShown, 'other')}</p>
          )}
        </details>
      ))}
    </section>
  );
};

const shortened = ({ text }: ExplainedBlock): string =>
  text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
