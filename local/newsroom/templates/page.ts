import type { Publication } from '../newsroom.ts';

/** A pointer to another page, as a related block shows it. */
export type TeaserLink = { readonly url: string; readonly text: string };

/** All that a template lays out. */
export type Page = {
  readonly article: Publication;
  readonly related: readonly TeaserLink[];
};
