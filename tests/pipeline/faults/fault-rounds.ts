import { newsroomRounds } from '../crash-newsroom.ts';
import type { Round } from '../crash-points.ts';

/** Whose feeds a run of seconds polls, and about what: one corrected, one gone, one dead from the start, and two of one story. */
export const smallNewsroom = {
  hosts: ['northmere-post.example'],
  about: ['mayor', 'contractor', 'tram-line', 'storm'],
} as const;

/** Days of the sample newsroom; what was missed during an outage is looked for a second time a day after that. */
export const faultRounds = (about?: readonly string[]): Round[] =>
  newsroomRounds(about).map((round) =>
    round.at < '2030-05-07' ? round : { ...round, at: round.at.replace(/T1\d/, 'T15') },
  );
