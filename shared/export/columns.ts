/** The version of what is exported; within it columns may be added, never renamed, retyped or taken away. */
export const exportVersion = 1;

export type ColumnType = 'text' | 'texts' | 'integer' | 'number' | 'boolean' | 'instant';

export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  /** Absent in some rows. */
  readonly optional?: true;
};

const column = (name: string, type: ColumnType): Column => ({ name, type });
const maybe = (name: string, type: ColumnType): Column => ({ name, type, optional: true });

/** The tables of an export; names and meanings are those of docs/tables.md. */
export const exportTables = {
  articles: [
    ...[column('articleId', 'text'), column('url', 'text'), column('canonicalUrl', 'text')],
    ...[column('site', 'text'), maybe('siteName', 'text'), maybe('feedId', 'text')],
    ...[column('title', 'text'), column('lead', 'text'), maybe('text', 'text')],
    ...[column('language', 'text'), column('direction', 'text'), column('authors', 'texts')],
    ...[maybe('section', 'text'), column('tags', 'texts'), maybe('imageUrl', 'text')],
    ...[column('publishedAt', 'instant'), column('publishedFrom', 'text')],
    ...[column('publishedPrecision', 'text'), maybe('modifiedAt', 'instant')],
    ...[column('fetchedAt', 'instant'), column('changedAt', 'instant')],
    ...[column('wordCount', 'integer'), column('revision', 'integer')],
    ...[column('extractorVersion', 'integer'), column('contentHash', 'text')],
    ...[maybe('rawKey', 'text'), maybe('storyId', 'text'), maybe('correction', 'text')],
    ...[column('robots', 'texts'), maybe('tdmReserved', 'boolean'), maybe('license', 'text')],
    maybe('paywalled', 'boolean'),
  ],
  links: [
    ...[column('articleId', 'text'), column('otherId', 'text'), column('kind', 'text')],
    ...[column('role', 'text'), column('score', 'number'), maybe('storyId', 'text')],
    ...[column('otherUrl', 'text'), column('otherTitle', 'text'), column('linkedAt', 'instant')],
    ...[column('terms', 'texts'), column('names', 'texts'), maybe('containment', 'number')],
    ...[column('places', 'texts'), column('numbers', 'texts'), maybe('vectorModel', 'text')],
    ...[maybe('vectorCosine', 'number'), maybe('vectorWeight', 'number')],
  ],
  stories: [
    ...[column('storyId', 'text'), column('headline', 'text'), column('languages', 'texts')],
    ...[column('sites', 'texts'), column('places', 'texts'), column('articleCount', 'integer')],
    ...[column('firstSeenAt', 'instant'), column('lastSeenAt', 'instant')],
  ],
} as const satisfies Readonly<Record<string, readonly Column[]>>;

export type ExportTable = keyof typeof exportTables;

export const exportTableNames = Object.keys(exportTables) as ExportTable[];

export type Value = string | number | boolean | readonly string[] | undefined;

/** One row: a value for each column that it has. */
export type Row = Readonly<Record<string, Value>>;
