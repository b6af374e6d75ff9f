import type { Instant } from '../../model/ids.ts';
import { counted, durationOf } from './words.tsx';

const width = 240;
const height = 14;
const radius = 4;

/** When the reports of a story came out, as dots on a line from the first to the last. */
export const Timeline = ({ instants }: { instants: readonly Instant[] }) =>
  new Set(instants).size > 1 && <Dots instants={instants} />;

const Dots = ({ instants }: { instants: readonly Instant[] }) => {
  const times = instants.map((instant) => Date.parse(instant)).toSorted((a, b) => a - b);
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const x = (time: number) => radius + ((time - first) / (last - first)) * (width - 2 * radius);
  const label = `${counted(times.length, 'report')} within ${durationOf((last - first) / 1000)}`;
  return (
    <svg class="timeline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line x1={radius} x2={width - radius} y1={height / 2} y2={height / 2} />
      {times.map((time) => (
        <circle cx={x(time).toFixed(1)} cy={height / 2} r={radius} />
      ))}
    </svg>
  );
};
