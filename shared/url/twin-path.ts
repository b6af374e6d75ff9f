/**
 * The path of the page that an AMP page, a directory index or a session path is a twin of.
 *
 * A segment `amp` or `print` is taken out only where the rest looks like an article, since
 * `/reviews/amp` may well be about amplifiers. Empty segments mean nothing to servers.
 *
 * @example
 * twinPath('/2026/01/bridge-reopens/amp/') // '/2026/01/bridge-reopens'
 */
export function twinPath(path: string): string {
  let current = path;
  // Each turn makes the path shorter, so that it ends.
  for (;;) {
    const next = simplifyOnce(current);
    if (next === current) return current;
    current = next;
  }
}

function simplifyOnce(path: string): string {
  const session = path.search(/;(?:jsessionid|phpsessid|sid)=/i);
  const cut = session < 0 ? path : path.slice(0, session);
  const bare = withoutIndex(withoutTrailingSlashes(withoutEmptySegments(cut)));
  const amp = withoutAmp(bare);
  return amp === '' ? '/' : amp;
}

const withoutEmptySegments = (path: string): string => path.replace(/\/{2,}/g, '/');

/** A loop, as `/\/+$/` takes quadratic time on slashes that something follows. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

const withoutIndex = (path: string): string =>
  path.replace(/\/(?:index|default)\.(?:[sx]?html?|php|aspx?|jsp|cfm)$/i, '/');

function withoutAmp(path: string): string {
  const dotted = path.replace(/\.amp(\.html?)?$/i, '$1');
  if (dotted !== path && dotted.length > 1) return dotted;

  for (const pattern of [/^(.+)\/(?:amp|print)(?:\.html?)?$/i, /^\/(?:amp|print)(\/.+)$/i]) {
    const [, rest] = pattern.exec(path) ?? [];
    if (rest !== undefined && looksLikeArticle(rest)) return rest;
  }
  // Within a path: `/news/amp/world-60525350`.
  const [, before = '', last] = /^(.*)\/amp(\/[^/]+)$/i.exec(path) ?? [];
  return last !== undefined && looksLikeArticle(last) ? before + last : path;
}

/** A number, a slug of several words, or anything under a date. */
function looksLikeArticle(path: string): boolean {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return (
    /\d/.test(last) || /\d\//.test(path) || last.split(/[-_]/).length >= 3 || /\.html?$/i.test(last)
  );
}
