/** The prefix under which our readers know a namespace; the empty one is that of RSS itself. */
const PREFIX_OF_URI: Readonly<Record<string, string>> = {
  // RSS was never quite sure of its own name.
  'backend.userland.com/rss': '',
  'backend.userland.com/rss2': '',
  'backend.userland.com/rss091': '',
  'backend.userland.com/rss092': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'cyber.law.harvard.edu/rss/rss.html': '',
  'cyber.law.harvard.edu/rss': '',
  'rssboard.org/rss-specification': '',
  'purl.org/rss/1.0': '',
  'purl.org/net/rss1.1': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'my.netscape.com/publish/formats/rss-0.9.dtd': '',
  'sitemaps.org/schemas/sitemap/0.9': '',
  'sitemaps.org/schemas/sitemap/0.90': '',
  'google.com/schemas/sitemap/0.84': '',
  'google.com/schemas/sitemap/0.9': '',
  'w3.org/2005/atom': 'atom',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/metadata/dublin_core': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/dcterms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'purl.org/rss/1.0/modules/syndication': 'sy',
  'purl.org/rss/1.0/modules/slash': 'slash',
  'purl.org/rss/1.0/modules/rss091': 'rss091',
  'purl.org/syndication/thread/1.0': 'thr',
  'search.yahoo.com/mrss': 'media',
  'tools.search.yahoo.com/mrss': 'media',
  'video.search.yahoo.com/mrss': 'media',
  'itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'itunes.com/dtds/podcast-1.0': 'itunes',
  'example.com/dtds/podcast-1.0.dtd': 'itunes',
  'google.com/schemas/play-podcasts/1.0': 'googleplay',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'w3.org/1999/xhtml': 'xhtml',
  'w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'w3.org/1999/xlink': 'xlink',
  'w3.org/xml/1998/namespace': 'xml',
  'google.com/schemas/sitemap-news/0.9': 'news',
  'google.com/schemas/sitemap-image/1.1': 'image',
  'georss.org/georss': 'georss',
  'wellformedweb.org/commentapi': 'wfw',
  'webns.net/mvcb': 'admin',
  'webresource.org/cc': 'cc',
  'backend.userland.com/creativecommonsrssmodule': 'creativecommons',
  'podcastindex.org/namespace/1.0': 'podcast',
};

/** Namespaces that were renamed with each draft or version, by how they begin. */
const PREFIX_OF_START: readonly (readonly [start: string, prefix: string])[] = [
  ['purl.org/atom/ns', 'atom'],
  ['prismstandard.org/namespaces/', 'prism'],
];

const PREFIXES: ReadonlySet<string> = new Set(
  [...Object.values(PREFIX_OF_URI), ...PREFIX_OF_START.map(([, prefix]) => prefix)].filter(
    (prefix) => prefix !== '',
  ),
);

/**
 * The prefix under which the readers know a namespace, whatever the document calls it.
 *
 * @example prefixOfNamespace('http://www.w3.org/2005/Atom') // 'atom'
 */
export function prefixOfNamespace(uri: string): string | undefined {
  const plain = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[/#]+$/, '');
  if (Object.hasOwn(PREFIX_OF_URI, plain)) return PREFIX_OF_URI[plain];
  return PREFIX_OF_START.find(([start]) => plain.startsWith(start))?.[1];
}

/** Many feeds forget to declare what they use: a well-known prefix then speaks for itself. */
export const isWellKnownPrefix = (prefix: string): boolean => PREFIXES.has(prefix);

const MAX_SCOPES = 1000;
const MAX_BINDINGS = 100;

/** The namespace declarations in force at one place of a document, and the names they resolve to. */
export type NamespaceScope = {
  /** Canonical prefix by declared prefix. */
  readonly bindings: ReadonlyMap<string, string>;
  /** Resolved names, so that each is worked out once. */
  readonly names: Map<string, string>;
  readonly children: Map<string, NamespaceScope>;
  readonly document: { scopes: number; readonly isAtom: boolean };
};

/** Elements of Dublin Core that its terms repeat. */
const DC_ELEMENTS: ReadonlySet<string> = new Set(
  'title creator subject description publisher contributor date type format identifier source language relation coverage rights'.split(
    ' ',
  ),
);

/** The scope outside the root element. In an Atom document Atom's own elements need no prefix. */
export const rootScope = (isAtom: boolean): NamespaceScope => ({
  bindings: new Map(),
  names: new Map(),
  children: new Map(),
  document: { scopes: 1, isAtom },
});

/**
 * The scope inside an element that declares namespaces.
 *
 * A document may make a thousand scopes; what it declares beyond is ignored.
 */
export function innerScope(
  scope: NamespaceScope,
  declarations: ReadonlyMap<string, string>,
  isRoot: boolean,
): NamespaceScope {
  if (scope.document.scopes >= MAX_SCOPES || scope.bindings.size > MAX_BINDINGS) return scope;
  let key = '';
  for (const [prefix, uri] of declarations) key += `${prefix}=${uri}\n`;
  const known = scope.children.get(key);
  if (known !== undefined) return known;

  scope.document.scopes += 1;
  const bindings = new Map(scope.bindings);
  for (const [prefix, uri] of declarations) {
    const canonical = prefixOfNamespace(uri) ?? unknownNamespace(prefix, isRoot || uri === '');
    bindings.set(prefix, canonical === 'atom' && scope.document.isAtom ? '' : canonical);
  }
  const inner: NamespaceScope = {
    bindings,
    names: new Map(),
    children: new Map(),
    document: scope.document,
  };
  scope.children.set(key, inner);
  return inner;
}

/** A root in a namespace of its own invention still means RSS or Atom, and so does an element in none. */
function unknownNamespace(prefix: string, isPlain: boolean): string {
  if (prefix === '') return isPlain ? '' : '?';
  return isWellKnownPrefix(prefix) ? '?' : prefix;
}

const MAX_NAMES = 5000;

/** A tag's name in lower case under its canonical prefix: `A10:Link` becomes `atom:link`. */
export function resolveName(scope: NamespaceScope, name: string): string {
  const known = scope.names.get(name);
  if (known !== undefined) return known;

  const lower = name.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = colon < 0 ? '' : lower.slice(0, colon);
  const bound = scope.bindings.get(prefix) ?? prefix;
  const local = lower.slice(colon + 1);
  const canonical = bound === 'dcterms' && DC_ELEMENTS.has(local) ? 'dc' : bound;
  const resolved = canonical === '' ? local : `${canonical}:${local}`;
  if (scope.names.size < MAX_NAMES) scope.names.set(name, resolved);
  return resolved;
}

/** Attributes without a prefix are in no namespace, whatever the default one is. */
export function canonicalNames(
  attributes: Map<string, string>,
  scope: NamespaceScope,
): ReadonlyMap<string, string> {
  let renamed: Map<string, string> | undefined;
  for (const name of attributes.keys()) {
    if (!name.includes(':') || name.startsWith('xmlns') || name.startsWith('xml:')) continue;
    const canonical = resolveName(scope, name);
    if (canonical === name) continue;
    renamed ??= new Map(attributes);
    renamed.set(canonical, attributes.get(name) ?? '');
  }
  return renamed ?? attributes;
}
