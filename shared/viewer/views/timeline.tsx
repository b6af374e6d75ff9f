import type { Instant } from '../../model/ids.ts';
import { At, counted, durationOf } from './words.tsx';

/** A report on the line: when, and whose. */
export type TimelinePoint = { readonly at: Instant; readonly source: string };

const radius = 5;

/** When the reports of a story came out, as dots on a line from the first to the last, the first filled. */
export const Timeline = ({ points }: { points: readonly TimelinePoint[] }) =>
  new Set(points.map(({ at }) => at)).size > 1 && <Dots points={points} />;

const Dots = ({ points }: { points: readonly TimelinePoint[] }) => {
  const sorted = points.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const [first, last] = [sorted[0]?.at ?? '', sorted.at(-1)?.at ?? ''];
  const span = Date.parse(last) - Date.parse(first);
  const label = `${counted(sorted.length, 'report')} within ${durationOf(span / 1000)}`;
  const dots = sorted.map(({ at, source }, index) => (
    <circle
      cx={`${(((Date.parse(at) - Date.parse(first)) / span) * 100).toFixed(1)}%`}
      {...{ cy: '50%', r: radius, class: index === 0 ? 'first' : 'later' }}
    >
      <title>{source}</title>
    </circle>
  ));
  return (
    <div class="timeline" dir="ltr" lang="en">
      <At at={first} />
      <svg role="img" aria-label={label}>
        <line x1="0" x2="100%" y1="50%" y2="50%" />
        {dots.toReversed()}
      </svg>
      <At at={last} />
    </div>
  );
};
