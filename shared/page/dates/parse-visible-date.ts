import { parseStamp, type Stamp } from './parse-stamp.ts';

/** placeholder */
export function parseVisibleDate(text: string): Stamp | undefined {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(text);
  return iso === null ? undefined : parseStamp(iso[0]);
}
