import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { storyLines } from '../../../local/story-summary.ts';
import { nothingShared } from '../../../shared/linking/evidence/evidence.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aLink } from '../../builders/a-member.ts';
import { aStory } from '../../builders/a-story.ts';
import { anArticle, aUrl } from '../../builders/an-article.ts';

it('says once what the reports of a story share, by its name where one of its links calls it one', () => {
  const { story } = aStory();
  const { storyId } = story;
  const [one, two] = ['one', 'two'].map((site) => {
    const canonicalUrl = aUrl(`https://${site}.example/a`);
    return anArticle({ articleId: articleIdOf(canonicalUrl), canonicalUrl, site, storyId });
  });
  if (one === undefined || two === undefined) throw new Error('two articles are made above');
  const evidence = [
    { ...nothingShared, names: ['HARROW QUAY'], terms: ['storm'] },
    { ...nothingShared, terms: ['HARROW QUAY', 'storm', 'coast', 'north coast'] },
  ];
  const links = evidence.map((each) =>
    aLink({ articleId: one.articleId, otherId: two.articleId, evidence: each }),
  );
  const contents = { stories: [story], links } as unknown as Parameters<typeof storyLines>[1];
  const lines = storyLines([one, two], contents).map(stripVTControlCharacters);
  expect(lines[0]).toBe('1 in all, 1 of them told by more than one outlet');
  expect(lines.at(-1)).toBe('  because they share names: HARROW QUAY; terms: storm, north coast');
});
