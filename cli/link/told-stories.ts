import type { StoryId } from '../../shared/model/ids.ts';
import type { FileLink, Finding } from './link-articles.ts';

/** Titles of a story that are shown. */
const shownTitles = 8;
/** Lines that cannot be read and are told of one by one. */
const shownProblems = 5;

/** What is said of a story: its headline, titles of its first articles, and how many there are. */
type ToldStory = {
  count: number;
  headline: string;
  readonly titles: { readonly id: string; readonly title: string }[];
};

export type Told = {
  readonly stories: Map<StoryId, ToldStory>;
  readonly into: Map<StoryId, StoryId>;
  /** Of the article that is to be explained. */
  links: FileLink[];
  /** The article that is to be explained, once it has come. */
  explained: { story: StoryId; readonly title: string } | undefined;
  articles: number;
  repeated: number;
  /** Of the lines that hold no article the first few. */
  readonly problems: string[];
  unreadable: number;
};

/** Remembers what is to be printed at the end, and no more of it. */
export function tellerOf(explained: string | undefined) {
  const told: Told = {
    ...{ stories: new Map(), into: new Map(), links: [], explained: undefined },
    ...{ articles: 0, repeated: 0, problems: [], unreadable: 0 },
  };
  const hear = (finding: Finding): void => {
    if (finding.kind === 'repeated') told.repeated++;
    else if (finding.kind === 'unreadable') {
      told.unreadable++;
      if (told.problems.length < shownProblems) told.problems.push(finding.problem);
    } else if (finding.kind === 'merge') mergeTold(told, finding);
    else if (finding.kind === 'split') splitTold(told, finding, explained);
    else if (finding.kind === 'link') {
      const { from, to } = finding.link;
      if (from === explained || to === explained) told.links.push(finding.link);
    } else hearArticle(told, finding, explained);
  };
  return Object.assign(told, { hear });
}

function hearArticle(
  told: Told,
  { id, title, story, headline }: Finding & { readonly kind: 'article' },
  explained: string | undefined,
): void {
  told.articles++;
  if (id === explained) told.explained = { story, title };
  const known = told.stories.get(story) ?? { count: 0, headline, titles: [] };
  known.count++;
  known.headline = headline === '' ? known.headline || id : headline;
  if (known.titles.length < shownTitles)
    known.titles.push({ id, title: title === '' ? id : title });
  told.stories.set(story, known);
}

function mergeTold(
  { stories, into: redirects }: Told,
  { from, into, headline }: Finding & { readonly kind: 'merge' },
): void {
  redirects.set(from, into);
  const [gone, grown] = [stories.get(from), stories.get(into)];
  if (gone === undefined || grown === undefined) return;
  const titles = [...grown.titles, ...gone.titles].slice(0, shownTitles);
  stories.set(into, { count: grown.count + gone.count, headline, titles });
  stories.delete(from);
}

function splitTold(
  told: Told,
  { from, into, ids, headline }: Finding & { readonly kind: 'split' },
  explained: string | undefined,
): void {
  if (told.explained !== undefined && explained !== undefined && ids.includes(explained))
    told.explained.story = into;
  // What made the two one story is withdrawn with it.
  told.links = told.links.filter(
    (link) => link.kind === 'suggested' || ids.includes(link.from) === ids.includes(link.to),
  );
  const whole = told.stories.get(from);
  if (whole === undefined) return;
  const goes = ({ id }: { readonly id: string }) => ids.includes(id);
  const left = whole.titles.filter((one) => !goes(one));
  told.stories.set(into, { count: ids.length, headline, titles: whole.titles.filter(goes) });
  told.stories.set(from, { ...whole, count: whole.count - ids.length, titles: left });
}
