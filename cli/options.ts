import { type Command, InvalidArgumentError } from 'commander';
import { parseUrl } from '../shared/url/parse-url.ts';

export type StoreOptions = { readonly folder: string; readonly stack?: string };
export type ReadOptions = StoreOptions & { readonly json?: boolean };

/** For a command that works on a store. */
export const onStore = (command: Command): Command =>
  command
    .option('--folder <folder>', 'the store on this machine', '.newsloom')
    .option('--stack <name>', 'a deployed stack, found with your AWS credentials and region');

/** For a command that reads a store. */
export const reading = (command: Command, what: 'document' | 'lines'): Command =>
  onStore(command).option(
    '--json',
    what === 'lines' ? 'JSON Lines, one object a line' : 'one JSON document',
  );

/** Examples under a command's help. */
export const examples = (command: Command, ...lines: readonly string[]): Command =>
  command.addHelpText(
    'after',
    `\nExamples:\n${lines.map((each) => `  $ newsloom ${each}`).join('\n')}`,
  );

export function languageOption(value: string): string {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(value))
    throw new InvalidArgumentError('A language is BCP 47: en, ar, zh-Hant.');
  return value;
}

export function countOption(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('A whole number from 1 on.');
  return Number(value);
}

export const isWebUrl = (text: string): boolean =>
  /^https?:\/\//i.test(text) && parseUrl(text) !== undefined;

export function urlOption(value: string): string {
  if (!isWebUrl(value))
    throw new InvalidArgumentError('An address begins with http:// or https://.');
  return value;
}
