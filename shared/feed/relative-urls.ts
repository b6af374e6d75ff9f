const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;
/** Schemes that run code or carry a document in themselves: never an address to store. */
const HARMFUL = /^(?:javascript|vbscript|data|file|blob|about):/i;

/**
 * The address that a reference in a feed means.
 *
 * An absolute one is left as it is written.
 *
 * @returns `undefined` for one that is empty or harmful
 * @example resolveUrl('../b', 'https://news.example/a/') // 'https://news.example/b'
 */
export function resolveUrl(reference: string, base: string): string | undefined {
  const plain = reference.trim().replace(/[\t\n\r]+/g, '');
  if (plain === '' || HARMFUL.test(plain)) return undefined;
  if (base === '' || ABSOLUTE.test(plain)) return plain;
  const from = shortBase(base);
  return from === undefined ? plain : absolute(plain, from);
}

/** A long base, handed on to each reference, would make a document many times as large as it came. */
const MAX_BASE = 500;

/** The base without what no reference takes from it, where it is long. */
function shortBase(base: string): string | undefined {
  if (base.length <= MAX_BASE) return base;
  const end = base.slice(0, MAX_BASE + 1).search(/[?#]/);
  return end < 0 ? undefined : base.slice(0, end);
}

const MAX_REMEMBERED = 2000;
let remembered: { readonly base: string; readonly urls: Map<string, string> } | undefined;

/** Feeds repeat themselves, and parsing URLs is dear. */
function absolute(reference: string, base: string): string {
  if (remembered?.base !== base || remembered.urls.size > MAX_REMEMBERED)
    remembered = { base, urls: new Map() };
  let url = remembered.urls.get(reference);
  if (url === undefined) {
    url = parse(reference, base);
    remembered.urls.set(reference, url);
  }
  return url;
}

function parse(reference: string, base: string): string {
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

/** HTML's attributes that hold a URL. */
const URL_ATTRIBUTES = [
  'href',
  'src',
  'action',
  'background',
  'cite',
  'classid',
  'codebase',
  'data',
  'longdesc',
  'poster',
  'profile',
  'usemap',
];

/** Tells whether HTML's attribute of this name holds a URL. */
export const holdsUrl = (attributeName: string): boolean => URL_ATTRIBUTES.includes(attributeName);

const NAME = `\\s(?:${URL_ATTRIBUTES.join('|')})\\s{0,9}=\\s{0,9}`;
const ATTRIBUTE = new RegExp(`(${NAME})("[^"]*"|'[^']*'|[^\\s"'>]+)`, 'gi');
/** HTML that is nothing but links may grow by so many characters, and by so many times its length; what is left stays relative. */
const MIN_GROWTH = 2000;
const MAX_GROWTH = 3;
/** Most HTML holds no relative URL, and is then left alone. */
const RELATIVE_ATTRIBUTE = new RegExp(`${NAME}["']?\\s{0,9}(?![a-z][a-z0-9+.-]{0,20}:)`, 'i');

/**
 * Makes the relative URLs of a piece of HTML absolute, and leaves all else as it is.
 *
 * @example resolveUrlsInHtml('<a href="/x">x</a>', 'https://news.example/') // '<a href="https://news.example/x">x</a>'
 */
export function resolveUrlsInHtml(html: string, base: string): string {
  if (base === '' || !html.includes('<') || !RELATIVE_ATTRIBUTE.test(html)) return html;
  let left = MIN_GROWTH + MAX_GROWTH * html.length;
  return html.replace(/<[a-z][^<>]*>/gi, (tag) =>
    tag.replace(ATTRIBUTE, (whole: string, name: string, value: string) => {
      const quote = value[0] === '"' || value[0] === "'" ? value[0] : '';
      const url = quote === '' ? value : value.slice(1, -1);
      if (left < 0 || ABSOLUTE.test(url.trim())) return whole;
      const resolved = resolveUrl(url, base) ?? url;
      left -= resolved.length - url.length;
      return `${name}${quote}${resolved}${quote}`;
    }),
  );
}
