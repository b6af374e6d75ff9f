import { describe, expect, it } from 'vitest';
import type { StoryMember } from '../../../shared/client/story-members.ts';
import { foldCopies } from '../../../shared/viewer/fold-copies.ts';
import { aLink, aMember } from '../../builders/a-member.ts';

const shape = (members: readonly StoryMember[]) =>
  foldCopies(members).map(({ article, copies }) => [
    article.title,
    ...copies.map(({ title }) => title),
  ]);

const copyOf = (source: string) => aLink({ kind: 'copy', role: 'to', otherTitle: source });

describe('copies', () => {
  it('stand under their original', () => {
    const members = [aMember('a'), aMember('b', [copyOf('a')]), aMember('c')];
    expect(shape(members)).toEqual([['a', 'b'], ['c']]);
  });

  it('of copies stand under the first of them', () => {
    const members = [aMember('a'), aMember('b', [copyOf('a')]), aMember('c', [copyOf('b')])];
    expect(shape(members)).toEqual([['a', 'b', 'c']]);
  });

  it('stand for themselves where the original is not shown', () => {
    expect(shape([aMember('b', [copyOf('a')])])).toEqual([['b']]);
  });

  it('are not what tells the same in other words', () => {
    const sameStory = aLink({ kind: 'same-story', role: 'peer', otherTitle: 'a' });
    expect(shape([aMember('a'), aMember('b', [sameStory])])).toEqual([['a'], ['b']]);
  });

  it('lose nobody where damage has made a ring of them', () => {
    const members = [aMember('a', [copyOf('b')]), aMember('b', [copyOf('a')])];
    expect(shape(members).flat().toSorted()).toEqual(['a', 'b']);
  });
});
