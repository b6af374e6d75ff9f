/**
 * Which elements hold a field of a feed, under their resolved names: the first that says
 * something has it. In an Atom document Atom's own elements have no prefix.
 */
export const FEED_FIELDS = {
  title: ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'],
  description: [
    'description',
    'subtitle',
    'tagline',
    'atom:subtitle',
    'dc:description',
    'itunes:summary',
    'itunes:subtitle',
    'info',
    'abstract',
    'media:description',
  ],
  language: ['language', 'dc:language'],
  icon: ['icon', 'atom:icon', 'webfeeds:icon'],
  image: ['image', 'logo', 'atom:logo', 'itunes:image', 'googleplay:image', 'media:thumbnail'],
  updated: ['updated', 'modified', 'lastbuilddate', 'atom:updated', 'dcterms:modified', 'dc:date'],
  published: ['published', 'pubdate', 'issued', 'dcterms:issued', 'dcterms:created', 'dc:date'],
  rights: ['rights', 'copyright', 'dc:rights', 'atom:rights'],
  generator: ['generator', 'atom:generator'],
} as const;

/** The same for an entry. */
export const ENTRY_FIELDS = {
  title: ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'],
  summary: [
    'description',
    'summary',
    'atom:summary',
    'dc:description',
    'itunes:summary',
    'googleplay:description',
    'media:description',
    'itunes:subtitle',
    'abstract',
  ],
  content: [
    'content:encoded',
    'content',
    'atom:content',
    'xhtml:body',
    'body',
    'xhtml:div',
    'fullitem',
  ],
  language: ['dc:language', 'language'],
  published: [
    'pubdate',
    'published',
    'issued',
    'atom:published',
    'dcterms:issued',
    'dcterms:created',
    'dc:date',
    'prism:publicationdate',
    'created',
  ],
  updated: ['updated', 'modified', 'atom:updated', 'dcterms:modified', 'dc:date', 'atom:modified'],
} as const;
