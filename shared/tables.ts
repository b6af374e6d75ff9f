/**
 * The tables: keys, indexes and time to live. `infra/` deploys them and `local/` creates them from this one place.
 * Every key attribute is text (S), but for a sort key that says `sortKeyType: 'N'`.
 */
export type IndexDefinition = {
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** What the index holds beside the keys; every attribute here is paid for again at each write. */
  readonly projection: readonly string[];
};

export type TableDefinition = {
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** Number or text; text unless given. */
  readonly sortKeyType?: 'N';
  readonly indexes: Readonly<Record<string, IndexDefinition>>;
  /** Attribute with the second of expiry (Unix epoch). */
  readonly timeToLive?: string;
};

/** Bytes that DynamoDB takes: of the keys, and of a whole item with the names of its attributes. */
export const longestPartitionKey = 2048;
export const longestSortKey = 1024;
export const largestItem = 400 * 1024;

/** The variable through which a function learns a table's name. */
export const tableVariables = {
  feeds: 'FEEDS_TABLE',
  articles: 'ARTICLES_TABLE',
  changes: 'CHANGES_TABLE',
  revisions: 'REVISIONS_TABLE',
  stories: 'STORIES_TABLE',
  links: 'LINKS_TABLE',
  linkIndex: 'LINK_INDEX_TABLE',
  hosts: 'HOSTS_TABLE',
} as const;

export type TableName = keyof typeof tableVariables;

export const tables = {
  feeds: {
    partitionKey: 'feedId',
    indexes: {
      /** Sparse: active feeds only. With what is in it, poll-feeds knows every later poll, too. */
      due: { partitionKey: 'dueShard', sortKey: 'nextPollAt', projection: ['pollEveryMinutes'] },
      /** All feeds in order of URL; `catalog` is always `feeds`. */
      catalog: { partitionKey: 'catalog', sortKey: 'url', projection: [] },
    },
  },
  articles: {
    partitionKey: 'articleId',
    indexes: {
      feed: {
        partitionKey: 'feedId',
        sortKey: 'publishedAt',
        projection: ['title', 'url', 'site', 'language', 'section', 'state'],
      },
      story: {
        partitionKey: 'storyId',
        sortKey: 'publishedAt',
        projection: ['title', 'url', 'site', 'language', 'state'],
      },
      latest: {
        partitionKey: 'latestBucket',
        sortKey: 'publishedAt',
        projection: ['title', 'url', 'site', 'language', 'section'],
      },
      /** Sparse: live articles whose page could not be found, by the hour of the second look. */
      revisit: { partitionKey: 'revisitHour', projection: [] },
    },
    timeToLive: 'expiresAt',
  },
  /** The log of changes; each hour's are spread over `articleShards` keys. */
  changes: { partitionKey: 'changedBucket', sortKey: 'changeKey', indexes: {} },
  revisions: {
    partitionKey: 'articleId',
    sortKey: 'revision',
    sortKeyType: 'N',
    indexes: {},
  },
  stories: {
    partitionKey: 'storyId',
    indexes: {
      /** Sparse: stories with at least one stored article that were not merged away. */
      latest: {
        partitionKey: 'latestBucket',
        sortKey: 'lastSeenAt',
        projection: ['headline', 'articleCount', 'languages', 'sites', 'terms', 'places'],
      },
    },
  },
  links: { partitionKey: 'articleId', sortKey: 'kindAndOther', indexes: {} },
  linkIndex: {
    partitionKey: 'term',
    sortKey: 'posting',
    indexes: {},
    timeToLive: 'expiresAt',
  },
  hosts: { partitionKey: 'host', indexes: {}, timeToLive: 'expiresAt' },
} as const satisfies Record<TableName, TableDefinition>;

/** How the keys of feeds in the Feeds table begin, and those of nothing else there. */
export const feedKeyPrefix = 'f';

/** Before the id of a feed, the key of its WebSub subscription in the Feeds table. */
export const subscriptionKeyPrefix = '@websub/';

/** Feeds are spread over this many keys of the `due` index: each is looked through every minute, and for a feed it is written a few times a day. */
export const dueShards = 2;
/** Articles of one hour are spread over this many keys of the `latest` index, and so are changes. */
export const articleShards = 4;
/** Stories of one day are spread over this many keys of the `latest` index. */
export const storyShards = 4;
