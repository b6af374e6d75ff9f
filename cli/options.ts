import { type Command, InvalidArgumentError } from 'commander';
import type { World } from './world.ts';

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

/** Reads `24h`, `7d`, `2026-01-05` or an instant. */
export const sinceOption = (world: Pick<World, 'now'>) => (value: string) => {
  const ago = /^(\d{1,5})\s?([mhdw])$/.exec(value);
  if (ago !== null) {
    const length = { m: 60, h: 3600, d: 86_400, w: 604_800 }[String(ago[2])] ?? 0;
    return new Date(world.now().getTime() - Number(ago[1]) * length * 1000).toISOString();
  }
  const at = /^\d{4}-\d{2}-\d{2}/.test(value) ? new Date(value) : undefined;
  if (at === undefined || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('Say 24h, 7d, 2026-01-05 or 2026-01-05T09:00Z.');
  return at.toISOString();
};

export function countOption(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('A whole number from 1 on.');
  return Number(value);
}

export const isWebUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

export function urlOption(value: string): string {
  if (!isWebUrl(value))
    throw new InvalidArgumentError('An address begins with http:// or https://.');
  return value;
}
