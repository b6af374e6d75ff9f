import type { PublisherRules } from './publisher-rules.ts';

/** Of the sample newsroom: its theme prints the authors in one box with the date. */
export const almarfa: PublisherRules = {
  id: 'almarfa',
  hosts: ['almarfa.example'],
  versions: [{ from: '2026-01-01', authors: '.mz-author-date > p' }],
};
