type Props = { readonly values: readonly number[]; readonly label: string };

const width = 160;
const height = 32;
const margin = 2;

/** A series as a line over its area, from zero to its greatest value. */
export const Sparkline = ({ values, label }: Props) => {
  const top = Math.max(1, ...values);
  const step = (width - 2 * margin) / Math.max(1, values.length - 1);
  const points = values.map((value, at) => {
    const y = height - margin - (value / top) * (height - 2 * margin);
    return `${(margin + at * step).toFixed(1)},${y.toFixed(1)}`;
  });
  const ends = [`${width - margin},${height - margin}`, `${margin},${height - margin}`];
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polygon class="ground" points={[...points, ...ends].join(' ')} />
      <polyline class="outline" points={points.join(' ')} />
    </svg>
  );
};
