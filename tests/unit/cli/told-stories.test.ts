import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../cli/link/link-articles.ts';
import { tellerOf } from '../../../cli/link/told-stories.ts';
import type { StoryId } from '../../../shared/model/ids.ts';
import type { LinkKind } from '../../../shared/model/story.ts';

const [whole, part] = ['s1', 's2'] as StoryId[] as [StoryId, StoryId];

const article = (id: string): Finding => ({
  ...{ kind: 'article', id, title: `Title ${id}`, story: whole, joined: true, headline: 'One' },
});

const link = (from: string, to: string, kind: LinkKind): Finding => ({
  kind: 'link',
  link: {
    ...{ from, to, kind, score: 0.5, titles: { from, to } },
    evidence: { terms: [], names: [], places: [], numbers: [] },
  },
});

describe('a story of a file that is split', () => {
  const told = tellerOf('a');
  for (const id of ['a', 'b', 'c', 'd']) told.hear(article(id));
  told.hear(link('a', 'b', 'same-story'));
  told.hear(link('a', 'c', 'follow-up'));
  told.hear(link('c', 'a', 'suggested'));
  told.hear({ kind: 'split', from: whole, into: part, ids: ['c', 'd'], headline: 'Two' });

  it('is two, each with its own articles', () => {
    const titles = (story: StoryId) => told.stories.get(story)?.titles.map(({ id }) => id);
    expect([titles(whole), titles(part)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('has no link left between them but one that is only suggested', () => {
    const others = told.links.map(({ from, to, kind }) => [kind, from === 'a' ? to : from]);
    expect(others).toEqual([
      ['same-story', 'b'],
      ['suggested', 'c'],
    ]);
  });
});
