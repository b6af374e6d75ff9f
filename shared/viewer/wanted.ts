import { isCalendarDay } from '../text/calendar-day.ts';
import type { Wanted } from './front-page.ts';
import { parseQuery } from './query.ts';

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
  const day = parameters['day'];
  const wantedLanguage = matching('language', language);
  const wantedSource = matching('source', source);
  const query = parseQuery(parameters['q'] ?? '');
  return {
    ...(day !== undefined && isCalendarDay(day) && { day }),
    ...(wantedLanguage !== undefined && { language: wantedLanguage }),
    ...(wantedSource !== undefined && { source: wantedSource }),
    ...(query !== undefined && { query }),
  };
}
