/**
 * The path of the page that an AMP page, a directory index or a session path is a twin of.
 *
 * A last or first segment `amp` is taken off only where the rest looks like an article, since
 * `/reviews/amp` may well be about amplifiers.
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
  const bare = withoutIndex(withoutTrailingSlashes(cut));
  const amp = withoutAmp(bare);
  return amp === '' ? '/' : amp;
}

/** A loop, as `/\/+$/` takes quadratic time on slashes that something follows. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

const withoutIndex = (path: string): string =>
  path.replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i, '/');

function withoutAmp(path: string): string {
  const dotted = path.replace(/\.amp(\.html?)?$/i, '$1');
  if (dotted !== path && dotted.length > 1) return dotted;

  for (const pattern of [/^(.+)\/amp(?:\.html?)?$/i, /^\/amp(\/.+)$/i]) {
    const [, rest] = pattern.exec(path) ?? [];
    if (rest !== undefined && looksLikeArticle(rest)) return rest;
  }
  return path;
}

/** A number, a slug of several words, or anything under a date. */
function looksLikeArticle(path: string): boolean {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return (
    /\d/.test(last) || /\d\//.test(path) || last.split(/[-_]/).length >= 3 || /\.html?$/i.test(last)
  );
}
