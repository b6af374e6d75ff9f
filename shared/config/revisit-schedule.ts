import * as z from 'zod';
import type { RevisitSchedule } from '../model/revisits.ts';

/** One look at everything, and four more at what was changed; docs/costs.md says what they cost. */
export const defaultRevisitSchedule: RevisitSchedule = { always: [24], lively: [1, 4, 72, 168] };

/** A month: what was published before is history. */
const latestHours = 31 * 24;

/** Ages in hours as a function's environment holds them: `1,24`; an empty text is none. */
export const revisitHours = z.string().transform((text, context): readonly number[] => {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  const hours = parts.map(Number);
  if (hours.every((hour) => Number.isInteger(hour) && hour > 0 && hour <= latestHours))
    return hours;
  const message = `${text}: say whole hours from 1 to ${latestHours}, as in 1,24`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Of a schedule, or of none, what {@link revisitHours} reads. */
export const revisitTexts = (schedule: RevisitSchedule | 'never' = defaultRevisitSchedule) => {
  const { always, lively } = schedule === 'never' ? { always: [], lively: [] } : schedule;
  return { REVISIT_HOURS: always.join(','), REVISIT_LIVELY_HOURS: lively.join(',') };
};
