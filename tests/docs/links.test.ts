import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const skipped = new Set(['node_modules', '.git', 'cdk.out', '.newsloom', 'fixtures']);

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : markdownFiles(file);
    return entry.name.endsWith('.md') ? [file] : [];
  });
}

/** The anchors that a page offers, made from its headings as GitHub makes them. */
const anchorsOf = (markdown: string): Set<string> =>
  new Set(
    [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- _]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );

const withoutCode = (markdown: string) =>
  markdown.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

/** The links of a page that lead nowhere. */
function brokenLinks(file: string): string[] {
  const links = [...withoutCode(readFileSync(file, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)].map(
    ([, target = '']) => target,
  );
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [target = '', anchor] = link.split('#');
    const page = target === '' ? file : path.resolve(path.dirname(file), target);
    if (!existsSync(page)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(page, 'utf8')).has(anchor);
  });
}

describe('the documentation', () => {
  it.each(markdownFiles(root).map((file) => [path.relative(root, file)]))(
    'has no link in %s that leads nowhere',
    (file) => {
      expect(brokenLinks(path.join(root, file))).toEqual([]);
    },
  );
});
