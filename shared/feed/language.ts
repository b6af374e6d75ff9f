/** The longest tags of BCP 47 that mean anything have a third of this. */
const MAX_LENGTH = 100;

/** A language as a feed names it, in lower case; a feed's is handed on to each entry, so that it has to be short. */
export function languageTag(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MAX_LENGTH) return undefined;
  const [first = ''] = text.split(','); // `Content-Language` may name several
  const tag = first.trim().replaceAll('_', '-').toLowerCase(); // which may be longer: `İ`
  return tag === '' || tag.length > MAX_LENGTH ? undefined : tag;
}
