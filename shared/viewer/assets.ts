import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file of `assets/`, which a bundle has beside it. */
const textOf = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

/** How the page looks: one sheet, no picture, no font from elsewhere, light or dark as the reader's system is. */
export const style = ['frame', 'news', 'article', 'plot', 'print']
  .map((name) => textOf(`./assets/${name}.css`))
  .join('\n');

/** What the browser runs on a page that renews itself. */
export const liveScript = textOf('./assets/live.js');

/** Changes whenever an asset does: browsers may keep each for ever. */
export const assetVersion = createHash('sha256')
  .update(style)
  .update(liveScript)
  .digest('base64url')
  .slice(0, 10);
