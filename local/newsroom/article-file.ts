import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

/** How long before the newsroom's morning something happened: `26h`, `3h20m`, `45m`. */
const before = z
  .string()
  .regex(/^(\d+h)?(\d+m)?$/)
  .min(2)
  .transform((text) => {
    const [, hours = '0', minutes = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?$/.exec(text) ?? [];
    return Number(hours) * 60 + Number(minutes);
  });

/** A teaser in a related block: of an article of the outlet, or of a page that does not exist. */
const teaser = z.strictObject({ slug: z.string(), text: z.string(), story: z.string() });

const front = z.strictObject({
  title: z.string(),
  authors: z.array(z.string()).default([]),
  section: z.string(),
  /** The place, and the agency where the outlet prints one: `مرسى اللؤلؤ (سارية)`. */
  dateline: z.string().optional(),
  published: before,
  modified: before.optional(),
  tags: z.array(z.string()).default([]),
  /** The event; articles of one story share it. */
  story: z.string(),
  role: z.enum(['original', 'report', 'copy', 'translation', 'follow-up']),
  /** The article that a copy, translation or follow-up goes back to: `outlet/slug`. */
  of: z.string().optional(),
  teasers: z.array(teaser).default([]),
  /** `false` keeps it out of the feeds: only links lead to it. */
  listed: z.boolean().default(true),
  /** The note by which the page owns up to a change. */
  correction: z.string().optional(),
  /** The slug in the address, where that is not the file's name. */
  urlSlug: z.string().optional(),
  /** `true` takes it down in phase 2. */
  removed: z.boolean().default(false),
});

export type ArticleText = z.output<typeof front> & {
  /** In reading order; a block that starts with `## ` is a heading, with `> ` a quotation. */
  readonly blocks: readonly string[];
};

export type ArticleFile = ArticleText & {
  readonly outlet: string;
  readonly slug: string;
  /** What the page says from phase 2 on, where that differs. */
  readonly later?: ArticleText;
};

const FOLDER = join(import.meta.dirname, 'articles');

/** Reads the articles of one outlet, newest first; `slug@2.md` is the later state of `slug.md`. */
export function readArticles(outlet: string): readonly ArticleFile[] {
  const folder = join(FOLDER, outlet);
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const texts = new Map(names.map((name) => [name.slice(0, -3), readText(join(folder, name))]));
  return [...texts]
    .filter(([slug]) => !slug.endsWith('@2'))
    .map(([slug, text]) => {
      const later = texts.get(`${slug}@2`);
      return { ...text, outlet, slug, ...(later && { later }) };
    })
    .sort((a, b) => a.published - b.published || (a.slug < b.slug ? -1 : 1));
}

function readText(path: string): ArticleText {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path, 'utf8')) ?? [];
  if (head === undefined || body === undefined) throw new Error(`${path} has no front matter`);
  const facts = front.safeParse(parse(head));
  if (!facts.success) throw new Error(`${path}: ${z.prettifyError(facts.error)}`);

  const blocks = body.split(/\n\s*\n/).map((block) => block.trim().replaceAll('\n', ' '));
  return { ...facts.data, blocks: blocks.filter((block) => block !== '') };
}
