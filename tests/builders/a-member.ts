import type { StoryMember } from '../../shared/client/story-members.ts';
import type { Link } from '../../shared/model/story.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { aUrl } from './an-article.ts';

const urlOf = (title: string) => aUrl(`https://news.example/?${new URLSearchParams({ title })}`);
const idOf = (title: string) => articleIdOf(urlOf(title));

/** An article of a story, known by its title. */
export const aMember = (
  title: string,
  because: readonly Link[] = [],
  overrides: Partial<StoryMember> = {},
): StoryMember => ({
  ...{ articleId: idOf(title), url: urlOf(title), title, language: 'en', site: 'news.example' },
  ...{ publishedAt: '2026-01-05T09:00:00.000Z', because },
  ...overrides,
});

/** A link to the article with a title; a test names only the fields it is about. */
export const aLink = (overrides: Partial<Link> = {}): Link => ({
  ...{ articleId: idOf('this'), otherId: idOf(overrides.otherTitle ?? 'other') },
  ...{ kind: 'same-story', role: 'peer', score: 0.5 },
  evidence: { terms: [], names: [], places: [], numbers: [] },
  linkedAt: '2026-01-05T10:00:00.000Z',
  ...{ otherUrl: urlOf(overrides.otherTitle ?? 'other'), otherTitle: 'other' },
  ...overrides,
});
