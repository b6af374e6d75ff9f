import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TableName } from '../../shared/tables.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/tables.md'), 'utf8');

/** The headings of the tables. */
export const headings = {
  ...{ articles: 'Articles', changes: 'Changes', revisions: 'Revisions', stories: 'Stories' },
  ...{ links: 'Links', feeds: 'Feeds', linkIndex: 'LinkIndex', hosts: 'Hosts' },
} as const satisfies Record<TableName, string>;

/** What the page says of each attribute of a table, and of those within maps: `dateline.place`, `related[].url`. */
export function documentedAttributes(heading: string): Map<string, string> {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const [, rows = ''] = section.split('| attribute |');
  const cells = rows.matchAll(/^\| `([^`]+)` \|[^|\n]*\|([^|\n]*)\|/gm);
  return new Map([...cells].map(([, name = '', what = '']) => [name, what.trim()]));
}

/** The page's commands for the AWS CLI, but for the one that asks for a stack's outputs. */
export const shellSnippets = (): string[] => snippets('sh').filter((code) => /dynamodb/.test(code));

/** Its commands for raw pages. */
export const rawPageSnippets = (): string[] => snippets('sh').filter((code) => /s3api/.test(code));

/** The page's TypeScript, but for the set-up. */
export const typescriptSnippets = (): string[] => snippets('ts');

const snippets = (language: string): string[] =>
  [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].flatMap(([, info, code = '']) =>
    info === language ? [code] : [],
  );

type Arguments = Readonly<Record<string, string>>;

/** Reads `aws dynamodb query --table-name "$ARTICLES" …` as a shell would, and names the operation. */
export function readAwsCommand(
  code: string,
  variables: Arguments,
): { readonly operation: string; readonly args: Arguments } {
  const words = [...code.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|"\$(\w+)"|(\S+)/g)].map(
    ([, quoted, variable, word]) => quoted ?? (variable && variables[variable]) ?? word ?? '',
  );
  const [aws, service, operation = '', ...rest] = words;
  if (aws !== 'aws' || service !== 'dynamodb') throw new Error(`not a DynamoDB command: ${code}`);
  const args: Record<string, string> = {};
  for (const [at, word] of rest.entries()) {
    const value = rest[at + 1] ?? '';
    if (word.startsWith('--')) args[word] = value.startsWith('--') ? '' : value;
  }
  return { operation, args };
}
