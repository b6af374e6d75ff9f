import type { ReadDates } from '../../shared/text/dates.ts';

export * from '../../shared/text/dates.ts';

export const readDates = (text: string): ReadDates => ({ dates: [], rest: text });
