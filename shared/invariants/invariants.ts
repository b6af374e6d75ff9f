/**
 * What is always true of the tables and the archive once the queues are empty, whatever was killed,
 * throttled or delivered twice before. `newsloom doctor` holds a store to it.
 */
export const invariants = {
  'item-readable': 'every item is as docs/tables.md says',
  'item-filed': 'every item stands in the indexes that its own words put it into',
  'version-stored': 'every version that an article has had is stored, and the last says the same',
  'version-known': 'every version is one of an article',
  'raw-page-kept': 'the raw page that a version was read from is in the archive',
  'raw-page-known': 'every raw page in the archive belongs to a version of an article',
  'version-linked': 'the version that an article has was linked',
  'version-told': 'the version that an article has stands in the log of changes',
  'move-told': 'the move of an article into the story that it is in stands in the log of changes',
  'takedown-done':
    'a takedown was finished and stands in the log of changes, and nothing is left of the article',
  'story-there': 'an article that was linked names its story, which is there and no other’s part',
  'alias-leads': 'another address of an article leads to it in one step',
  'story-told': 'a story has an article, if only a removed one, or a mention of one',
  'story-counted': 'a story counts its live articles, all of them and no other',
  'story-filed': 'a story of the last days stands in the index under the words that find it',
  'merge-leads': 'a story that was merged leads in one step to one that was not',
  'split-ended': 'no story is still being split: what was begun is done',
  'link-both-ends':
    'a link is stored from both of its ends; one that a page makes by pointing, where it points to',
  'link-known':
    'a link has an article at one end at least, and at both unless a page points to one that is not stored or was taken down',
  'link-in-story':
    'a link within a story names one that is there, and that both of its ends are in',
  'feed-due': 'an active feed says when it is polled next, no other does, and the schedule has it',
} as const;

export type Invariant = keyof typeof invariants;
