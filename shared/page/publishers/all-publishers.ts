import { almarfa } from './almarfa.ts';
import type { PublisherRules } from './publisher-rules.ts';

/** Every outlet with rules of its own. */
export const allPublishers: readonly PublisherRules[] = [almarfa];
