/**
 * What generic rules cannot know of one outlet's pages: selectors, and nothing else.
 *
 * A selector is a list of compounds (`div.story[itemprop=articleBody]`) with spaces or `>` between
 * them, several selectors apart by commas. `docs/publishers.md` is the how-to.
 */
export type PublisherRules = {
  /** Kebab-case, the name of its file. */
  readonly id: string;
  /** Host names; their subdomains are meant, too. */
  readonly hosts: readonly string[];
  /** By the day from which a lay-out is served, oldest first: archived pages are read by theirs. */
  readonly versions: readonly PublisherVersion[];
};

/** What selectors may say; each is optional, and one that finds nothing leaves the generic rules to it. */
export type PublisherParts = {
  /** The elements that hold the body: the generic filter works inside them, and nowhere else. */
  readonly body?: string;
  /** Elements whose text is never body. */
  readonly drop?: string;
  /** The headline, as the first match prints it. */
  readonly title?: string;
  /** Authors, one or several in each match. */
  readonly authors?: string;
  /** The date of publication: `datetime` or `content` of the first match, or its text. */
  readonly published?: string;
  readonly section?: string;
  readonly standfirst?: string;
};

export type PublisherVersion = PublisherParts & {
  /** `2030-01-01` */
  readonly from: string;
};

export type PublisherPart = keyof PublisherParts;

export const publisherParts: readonly PublisherPart[] = [
  ...(['body', 'drop', 'title', 'authors', 'published', 'section', 'standfirst'] as const),
];
