/**
 * What is always true of the tables and the archive once the queues are empty, whatever was killed,
 * throttled or delivered twice before. `newsloom doctor` holds a store to it.
 */
export const invariants = {
  'item-readable': 'every item is as docs/tables.md says',
  'version-stored': 'the version that an article has is stored, and says the same',
  'raw-page-kept': 'the raw page that a version was read from is in the archive',
  'raw-page-known': 'every raw page in the archive belongs to a version of an article',
  'version-linked': 'the version that an article has was linked',
  'version-told': 'the version that an article has stands in the log of changes',
  'story-there': 'the story that an article names is there, and is no other’s part',
  'alias-leads': 'another address of an article leads to it in one step',
  'story-told': 'a story has an article, if only a removed one, or a mention of one',
  'story-counted': 'a story says how many live articles it has',
  'merge-leads': 'a story that was merged leads in one step to one that was not',
  'split-ended': 'no story is still being split: what was begun is done',
  'link-both-ends':
    'a link is stored from both of its ends; one that a page makes by pointing, where it points to',
  'link-known':
    'a link has an article at one end at least, and at both unless a page points to one that is not stored or was taken down',
  'feed-due': 'an active feed says when it is polled next, and no other does',
} as const;

export type Invariant = keyof typeof invariants;
