import type { Wanted } from './front-page.ts';
import { parseQuery } from './query.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const language = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const source = /^[\p{L}\p{N}.-]{1,253}$/u;

/**
 * Reads what an address asks for; what is no day, language or outlet asks for nothing.
 *
 * @example
 * readWanted({ language: 'ar', day: '2026-13-45' }) // { language: 'ar' }
 */
export function readWanted(parameters: Readonly<Record<string, string>>): Wanted {
  const matching = (name: string, pattern: RegExp) => {
    const value = parameters[name];
    return value !== undefined && pattern.test(value) ? value : undefined;
  };
  const wantedDay = matching('day', day);
  const wantedLanguage = matching('language', language);
  const wantedSource = matching('source', source);
  const query = parseQuery(parameters['q'] ?? '');
  return {
    ...(wantedDay !== undefined && isDay(wantedDay) && { day: wantedDay }),
    ...(wantedLanguage !== undefined && { language: wantedLanguage }),
    ...(wantedSource !== undefined && { source: wantedSource }),
    ...(query !== undefined && { query }),
  };
}

/** February has no thirtieth day. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
