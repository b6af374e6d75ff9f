type Props = {
  /** Oldest first. */
  readonly values: readonly number[];
  readonly label: string;
  /** A line for so many values, of which the first may not be there yet. */
  readonly slots?: number;
  /** Nothing to be glad of: failures. */
  readonly isBad?: boolean;
};

const width = 160;
const height = 32;
const margin = 3;

/** A series as a line over its area, from zero to its greatest value, and a dot for the last. */
export const Sparkline = ({ values, label, slots = values.length, isBad = false }: Props) => {
  const shown = values.slice(-slots);
  const top = Math.max(1, ...shown);
  const step = (width - 2 * margin) / Math.max(1, slots - 1);
  const points = shown.map((value, at): readonly [number, number] => [
    margin + (slots - shown.length + at) * step,
    height - margin - (value / top) * (height - 2 * margin),
  ]);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return false;
  const text = (all: readonly (readonly [number, number])[]) =>
    all.map((point) => point.map((each) => each.toFixed(1)).join()).join(' ');
  const ground = height - margin;
  return (
    <svg
      class={isBad ? 'sparkline bad' : 'sparkline'}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <polygon class="ground" points={text([...points, [last[0], ground], [first[0], ground]])} />
      <polyline class="outline" points={text(points)} />
      <circle class="dot" cx={last[0].toFixed(1)} cy={last[1].toFixed(1)} r="2.5" />
    </svg>
  );
};
