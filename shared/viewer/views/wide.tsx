import type { Child } from 'hono/jsx';

/** What may be wider than the window: it scrolls by itself, from the keyboard, too. */
export const Wide = ({ label, children }: { label: string; children: Child }) => (
  <section class="wide" aria-label={label} tabindex={0}>
    {children}
  </section>
);
