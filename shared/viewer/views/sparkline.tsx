import { area, curveMonotoneX, line } from 'd3-shape';

type Props = { readonly values: readonly number[]; readonly label: string };

const width = 160;
const height = 32;
const margin = 2;

/** A series as a line over its area, from zero to its greatest value. */
export const Sparkline = ({ values, label }: Props) => {
  const top = Math.max(1, ...values);
  const step = (width - 2 * margin) / Math.max(1, values.length - 1);
  const x = (_: number, at: number) => margin + at * step;
  const y = (value: number) => height - margin - (value / top) * (height - 2 * margin);
  const outline = line<number>().x(x).y(y).curve(curveMonotoneX).digits(1);
  const ground = area<number>()
    .x(x)
    .y0(height - margin)
    .y1(y)
    .curve(curveMonotoneX)
    .digits(1);
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path class="ground" d={ground(values) ?? ''} />
      <path class="outline" d={outline(values) ?? ''} />
    </svg>
  );
};
