import type { Command } from 'commander';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { dynamoEraser } from '../../shared/adapters/dynamo/eraser.ts';
import { dynamoLinkIndex } from '../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { s3RawEraser } from '../../shared/adapters/s3/raw-eraser.ts';
import { membersWithText } from '../../shared/client/members-with-text.ts';
import type { ArticleId, CanonicalUrl } from '../../shared/model/ids.ts';
import {
  liftTakedown,
  type TakeDownPorts,
  takeDown,
} from '../../shared/pipeline/takedown/take-down.ts';
import type { TakenDown } from '../../shared/ports/takedown.ts';
import { canonicalUrl } from '../../shared/url/canonical-url.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { CommandError } from '../command-error.ts';
import { exportsInBucket } from '../exports-in-bucket.ts';
import { examples, isWebUrl, type ReadOptions, reading } from '../options.ts';
import { counted, minute, type Printer, printerOf } from '../print/printer.ts';
import type { Store } from '../store.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

type TakedownOptions = ReadOptions & {
  readonly reason?: string;
  readonly by: string;
  readonly lift?: boolean;
};

/** `newsloom takedown`: deletes an article everywhere, and keeps it out. */
export function takedownCommand(program: Command, world: World): void {
  const command = reading(
    program.command('takedown').description('deletes an article everywhere, and keeps it out'),
    'document',
  )
    .argument('<article>', 'its id, or any variant of its address')
    .option('--reason <text>', 'why; kept with the tombstone')
    .option('--by <name>', 'who asks for it', process.env['USER'] ?? 'unknown')
    .option('--lift', 'lets it in again')
    .action((wanted: string, options: TakedownOptions) =>
      withStore(world, options, async (store) => {
        const at = await locate(store, wanted);
        const ports = portsOf(store, world);
        if (options.lift) await lift(at, ports, printerOf(world));
        else await remove({ ...at, ...options }, ports, printerOf(world));
      }),
    );
  examples(
    command,
    "takedown https://news.example/2026/bridge --reason 'court order 12/26'",
    'takedown abd2706b445a9da9bcdbf913a --lift',
  );
}

type Located = { readonly articleId: ArticleId; readonly url: CanonicalUrl };

/** An address need not be known: what was never stored can be kept out, too. */
async function locate({ news, name }: Store, wanted: string): Promise<Located> {
  const url = isWebUrl(wanted) ? canonicalUrl(wanted, wanted) : undefined;
  if (url !== undefined) return { articleId: articleIdOf(url), url };
  if (!/^a[0-9a-f]{24}$/.test(wanted))
    throw new CommandError(`${wanted} is neither an address nor the id of an article`, {
      exitCode: 2,
    });
  const record = await news.article(wanted);
  if (record === undefined) throw new CommandError(`no article ${wanted} in ${name}`);
  return { articleId: record.articleId, url: record.url as CanonicalUrl };
}

function portsOf(store: Store, { now }: World): TakeDownPorts {
  const { dynamo, s3, tables, bucket, vectors } = store;
  return {
    articles: dynamoArticleStore(dynamo, tables.articles),
    stories: dynamoStoryStore(dynamo, tables.stories),
    links: dynamoLinkStore(dynamo, tables.links),
    linkIndex: dynamoLinkIndex(dynamo, tables.linkIndex),
    members: membersWithText(dynamo, tables),
    changes: dynamoChangeLog(dynamo, tables),
    eraser: { ...dynamoEraser(dynamo, tables), ...s3RawEraser(s3, bucket) },
    exports: exportsInBucket(store, now),
    ...(vectors !== undefined && { vectors }),
    now,
  };
}

async function remove(
  { articleId, url, by, reason, json = false }: Located & TakedownOptions,
  ports: TakeDownPorts,
  printer: Printer,
): Promise<void> {
  if (reason === undefined || reason.trim() === '')
    throw new CommandError('say why, with --reason; it is kept with the tombstone', {
      exitCode: 2,
    });
  const proof = await takeDown({ articleId, url, by, reason }, ports);
  if (json) printer.json(proof);
  else printProof(printer, proof);
}

function printProof({ line, field, text, colour }: Printer, proof: TakenDown): void {
  const { deleted } = proof;
  line(`${colour.bold('taken down')} ${text(proof.url)}`);
  field('id', proof.articleId);
  field('since', minute(proof.takenDownAt));
  field('Articles', 'the record; a tombstone stands in its place');
  field('Revisions', `${counted(deleted.versions, 'version')} with text`);
  field('Links', `${counted(deleted.links, 'end')} of links, here and at the others`);
  field('teasers', `in ${counted(deleted.teasers, 'other article')} that pointed to it`);
  field('LinkIndex', counted(deleted.postings, 'posting'));
  if (deleted.vectors > 0) field('vectors', counted(deleted.vectors, 'vector'));
  for (const { storyId, fate } of proof.stories) field('Stories', `${storyId} ${fate}`);
  field('raw pages', `${counted(deleted.rawPages, 'page')}, and what the archive kept of them`);
  field('exports', `${counted(deleted.exportFiles, 'file')} forgotten or written again`);
  line(
    `Single words of it may stand in LinkIndex until ${minute(proof.postingsUntil)}; archived pages of others show what they printed.`,
  );
  line('Files that you exported yourself are yours to write again: `newsloom export`.');
  line(
    'A worker that was at it just now may leave something behind: run this once more in half an hour.',
  );
}

async function lift(
  { articleId, url }: Located,
  ports: TakeDownPorts,
  { line, text }: Printer,
): Promise<void> {
  const tombstone = await liftTakedown(articleId, ports);
  if (tombstone === undefined) throw new CommandError(`${url} was not taken down`);
  line(`lifted: ${text(tombstone.url)} is stored again when a feed brings it next`);
}
