/** What claims a page's language. */
export type LanguageClues = {
  readonly text: string;
  readonly declared: string | undefined;
  readonly hint: string | undefined;
};

/**
 * The language of a text as BCP 47, `und` when nothing tells.
 *
 * @example identifyLanguage({ text: 'واشنطن', declared: 'ar', hint: undefined }) // 'ar'
 */
export function identifyLanguage({ declared, hint }: LanguageClues): string {
  return declared?.toLowerCase().split(/[-_]/)[0] || hint || 'und';
}
