/**
 * Escapes text for HTML and XML, attributes included.
 *
 * @example
 * escapeMarkup('A & "B"') // 'A &amp; &quot;B&quot;'
 */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * A template tag that escapes what is put in, arrays of ready-made markup and {@link raw} excepted.
 *
 * @example
 * html`<b>${'1 < 2'}</b>`.markup // '<b>1 &lt; 2</b>'
 */
export function html(parts: TemplateStringsArray, ...values: readonly Insert[]): Markup {
  return raw(parts.map((part, at) => part + markupOf(values[at])).join(''));
}

/** Markup that is put in as it is. */
export type Markup = { readonly markup: string };

type Insert = string | number | Markup | readonly Markup[] | undefined;

/** Says that a text is markup already. */
export const raw = (markup: string): Markup => ({ markup });

function markupOf(value: Insert): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeMarkup(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('\n');
}
