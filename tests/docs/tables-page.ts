import { readFileSync } from 'node:fs';
import path from 'node:path';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/tables.md'), 'utf8');

/** The attributes that the page lists for a table, with those within maps: `dateline.place`, `related[].url`. */
export function documentedAttributes(table: string): Set<string> {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${table}\n`)) ?? '';
  const [, rows = ''] = section.split('| attribute |');
  return new Set([...rows.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name));
}

/** The page's commands for the AWS CLI, but for the one that asks for a stack's outputs. */
export const shellSnippets = (): string[] => snippets('sh').filter((code) => /dynamodb/.test(code));

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
