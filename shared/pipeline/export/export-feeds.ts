import {
  atomOf,
  type FeedHead,
  type FeedItem,
  jsonFeedOf,
  rssOf,
} from '../../export/feed-documents.ts';
import { articleItem, storyItem } from '../../export/feed-items.ts';
import type { ExportFiles, LatestNews } from '../../ports/exports.ts';
import type { Clock } from '../../ports/web.ts';

export type ExportFeedsPorts = {
  readonly latest: LatestNews;
  readonly files: ExportFiles;
  readonly homepage: string;
  readonly now: Clock;
};

/** Writes the latest articles and stories as feeds, each in three formats; their names stay. */
export async function exportFeeds(ports: ExportFeedsPorts): Promise<readonly string[]> {
  const { latest, homepage, now } = ports;
  const head = { homepage, updatedAt: now().toISOString() };
  const articles = (await latest.articles()).map(articleItem);
  const stories = (await latest.stories()).flatMap((told) => storyItem(told) ?? []);
  return [
    ...(await writeFeed('articles', articles, {
      ...{ ...head, id: 'urn:newsloom:feed:articles', title: 'Articles' },
      description: 'The latest articles, as their publishers begin them',
    })(ports.files)),
    ...(await writeFeed('stories', stories, {
      ...{ ...head, id: 'urn:newsloom:feed:stories', title: 'Stories' },
      description: 'The latest stories, and who tells them',
    })(ports.files)),
  ];
}

const formats = {
  'rss.xml': [rssOf, 'application/rss+xml; charset=utf-8'],
  'atom.xml': [atomOf, 'application/atom+xml; charset=utf-8'],
  json: [jsonFeedOf, 'application/feed+json'],
} as const;

const writeFeed =
  (name: string, items: readonly FeedItem[], head: FeedHead) => async (files: ExportFiles) => {
    const paths: string[] = [];
    for (const [extension, [write, contentType]] of Object.entries(formats)) {
      const path = `feeds/${name}.${extension}`;
      await files.put(path, Buffer.from(write(head, items)), contentType);
      paths.push(path);
    }
    return paths;
  };
