/** Code points that neither XML nor text may hold, as a regular expression's class would list them. */
const CLASS = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff';
const ANY = new RegExp(`[${CLASS}]`);
const ALL = new RegExp(`[${CLASS}]`, 'g');

/**
 * Leaves out the control characters that feeds carry from word processors and databases.
 *
 * @example withoutControls('a\u0000b\tc') // 'ab\tc'
 */
export const withoutControls = (text: string): string =>
  ANY.test(text) ? text.replace(ALL, '') : text;
