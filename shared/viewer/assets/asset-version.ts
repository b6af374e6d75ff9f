import { createHash } from 'node:crypto';
import { liveScript } from './live-script.ts';
import { style } from './style.ts';

/** Changes whenever an asset does: browsers may keep each for ever. */
export const assetVersion = createHash('sha256')
  .update(style)
  .update(liveScript)
  .digest('base64url')
  .slice(0, 10);
