/**
 * What one language's publishers print around an article. Lower case, without final punctuation;
 * a phrase matches at the start of a block, unless a list says otherwise.
 */
export type BoilerplateWords = {
  /** Headings and labels in front of links to other stories. */
  readonly related: readonly string[];
  /** Calls to share, follow, subscribe, comment, log in, advertise, accept. */
  readonly prompts: readonly string[];
  /** In front of the name of a photographer, an agency or an owner of rights. */
  readonly credits: readonly string[];
  /** In front of authors' names. */
  readonly byline: readonly string[];
  /** Behind a name, or in place of one: what its bearer does for the outlet. */
  readonly jobs?: readonly string[];
  readonly published: readonly string[];
  readonly updated: readonly string[];
  /** In front of a note that owns up to an error. */
  readonly corrections: readonly string[];
  /** Anywhere on a page that asks for money, consent, or for proof of being human, or that is not there. */
  readonly paywall: readonly string[];
  readonly consent: readonly string[];
  readonly challenge: readonly string[];
  readonly missing: readonly string[];
  /** Headings and notices behind which nothing of the article follows. */
  readonly endings: readonly string[];
  /** Anywhere in one of the last texts: who helped to report, what to subscribe to, whose opinion it is. */
  readonly tails: readonly string[];
  /** By itself: what each comment offers to its readers. */
  readonly replies: readonly string[];
  /** Labels of boxes in which a machine sums up the article. */
  readonly summaries: readonly string[];
  /** Given names, for languages that write `and` onto the name behind it. */
  readonly givenNames?: readonly string[];
};
