import { createRequire } from 'node:module';
import { oneArabicForm } from '../text/arabic.ts';
import { offsetIn } from './zone-offset.ts';

/** What pages call the clocks by which a time is printed, and how to find it. */
type ZoneNames = { readonly zones: ReadonlyMap<string, string>; readonly pattern: RegExp };

let known: ZoneNames | undefined;

/** Read when a page first speaks of a city's time: cities and countries as Arabic and Persian write them. */
function readNames(): ZoneNames {
  const load = createRequire(import.meta.url);
  const names: Readonly<Record<string, string>> = load('./months/zone-names.data.json');
  const zones = new Map<string, string>();
  for (const [zone, forms] of Object.entries(names))
    for (const form of forms.split('|')) zones.set(oneArabicForm(form), zone);
  const forms = [...zones.keys()].join('|');
  const pattern = new RegExp(
    `${OF_TIME.source} (?:مدينه )?(${forms})(?!\\p{L})(?: ?([+-]\\d{1,2})(?!\\d))?`,
    'u',
  );
  return { zones, pattern };
}

/** `بتوقيت القاهرة`, `(توقيت مكة المكرمة)`, `به وقت تهران`, `بتوقيت غرينتش+3` */
const OF_TIME = /(?:توقيت|(?:به?|به )وقت)/u;

/**
 * How far east of Greenwich a printed time is that names its city, in minutes, with summer time where
 * that city has it.
 *
 * @param local the time on its clocks, as if they were Greenwich's
 * @example cityOffset('12:15 بتوقيت مكة المكرمة', new Date('2026-05-05T12:15Z')) // 180
 */
export function cityOffset(text: string, local: Date): number | undefined {
  if (!OF_TIME.test(text)) return undefined;
  known ??= readNames();
  const found = known.pattern.exec(oneArabicForm(text));
  const zone = known.zones.get(found?.[1] ?? '');
  return zone === undefined ? undefined : offsetIn(zone, local) + Number(found?.[2] ?? 0) * 60;
}
