import type { Child } from 'hono/jsx';
import type { Direction } from '../../model/article.ts';

type Props = {
  readonly label: string;
  /** Of what is in it: that side is seen first. */
  readonly direction?: Direction;
  readonly children: Child;
};

/** What may be wider than the window: it scrolls by itself, from the keyboard, too. */
export const Wide = ({ label, direction = 'ltr', children }: Props) => (
  <section class="wide" dir={direction} aria-label={label} tabindex={0}>
    {children}
  </section>
);
