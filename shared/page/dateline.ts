import type { Dateline } from '../model/article.ts';
import { newsAgencies } from '../text/agencies.ts';

/** Words with a capital, few small ones between them; or a few words of a script without capitals. */
const WORD = "\\p{Lu}[\\p{L}\\p{M}.'’ʼ-]{0,20}";
const SMALL =
  '(?:de|del|la|las|los|le|les|of|the|am|an|der|im|bei|sur|do|da|dos|di|al|el|upon|na|nad|ob)';
const CASED = `${WORD}(?:[ /](?:${SMALL} ){0,2}${WORD}){0,3}?(?:, ?${WORD}(?: ${WORD}){0,2}){0,2}?`;
const UNCASED =
  '\\p{Lo}[\\p{Lo}\\p{M}]{1,14}(?: \\p{Lo}[\\p{Lo}\\p{M}]{1,14}){0,2}?(?:[,،/] ?\\p{Lo}[\\p{Lo}\\p{M}]{1,14}(?: \\p{Lo}[\\p{Lo}\\p{M}]{1,14})?)??';
const DATE =
  '(?:(?:[,،.] {0,2}(?:\\p{L}[\\p{L}\\p{M}]{2,11}\\.? )?| ?[-–] ?| في | den | am | le | )\\d{1,2}(?:[ ./-]{1,3}(?:de )?(?:\\p{L}[\\p{L}\\p{M}]{1,11}|\\d{1,2}))?(?:[ ,./-]{1,3}(?:de )?\\d{4})?[.,]?)';
const DASH = '(?:--|[–—―ــ‑-]|ـ{1,3})';
const MORE = '(?:[/,،–-][^()（）/]{1,20})?(?:\\.RU)?';

const place = (pattern: string) => `^((?:${pattern}))`;
const EACH = [CASED, UNCASED];
/** The ways in which agencies sign at the start of a report. */
type Signatures = {
  /** Any of their names: where there is none, no signature needs to be looked for. */
  readonly named: RegExp;
  /** `PARIS (Reuters)`, `دبي في 3 مايو / وام /`, `МОСКВА, 3 мая. /ТАСС/` */
  readonly enclosed: readonly RegExp[];
  /** `دمشق-سانا …`, `الرياض 3 مايو 2030 واس - …`, `МОСКВА, 3 мая — РИА Новости. …`, `أنقرة/ الأناضول - …` */
  readonly signed: readonly RegExp[];
  /** `(ANSA) - ROMA, 03 MAG - …` */
  readonly agencyFirst: RegExp;
  /** `(رويترز) - …`, `(AFP) …`, `/وام/ …`: signed, and no place named. */
  readonly enclosedAgency: RegExp;
  /** `Reuters — …`, `الأناضول - …`; names that are words, too, do not count without brackets. */
  readonly bareAgency: RegExp;
};

let signatures: Signatures | undefined;

/** Made when a first report is read: most of what loads this reads none. */
function agencySignatures(): Signatures {
  const { agencies, alsoWords } = newsAgencies();
  const all = agencies.map(escaped).join('|');
  const alone = agencies.filter((name) => !alsoWords.includes(name)).map(escaped);
  return {
    named: new RegExp(all, 'u'),
    enclosed: EACH.map(
      (words) =>
        new RegExp(`${place(words)}${DATE}? ?${DASH}? ?[(（/[] ?(${all})${MORE} ?[)）/\\]]`, 'u'),
    ),
    signed: EACH.map(
      (words) =>
        new RegExp(
          `${place(words)}(?:${DATE}|(?= ?[-–—/.,،])) ?(?:${DASH}|[/,،])? ?(${all})(?:\\.RU)?(?: ?[–—:./-]+| )`,
          'u',
        ),
    ),
    agencyFirst: new RegExp(
      `^[(（]?(${all})[)）]? ?${DASH} ?(${CASED}|${UNCASED})(?:${DATE}|,[^–—-]{1,12})? ?${DASH} `,
      'u',
    ),
    enclosedAgency: new RegExp(`^[(（/[【] ?(${all})${MORE} ?[)）/\\]】]`, 'u'),
    bareAgency: new RegExp(`^(${alone.join('|')})(?: ?[–—]| ?--| [-ـ]) `, 'u'),
  };
}

const escaped = (name: string): string => name.replaceAll('.', '\\.');

/** `DUNMORE, Northmere – The …`: what follows begins a sentence. */
const DASHED = new RegExp(
  `${place(CASED)}${DATE}?(?: ?[–—―]| --| [-‑]) ?(?=[\\p{Lu}\\p{Lo}\\d"“«„'‘])`,
  'u',
);
const DASHED_UNCASED = new RegExp(`${place(UNCASED)}${DATE}? ${DASH}{1,3} `, 'u');

const CHINESE =
  /^[（(【]?(新华社|新華社|中新社|中新网|人民网|新华网|中央社)(?:(?:記者|记者)\p{Script=Han}{3})?([\p{Script=Han}]{2,8}?)(?:\d{1,2}月)?\d{1,2}日/u;
const JAPANESE =
  /^[【[［]([\p{Script=Han}\p{Script=Katakana}ー・]{1,14}?)[ 　]?(?:\d{1,2}日 ?)?(共同|時事|ロイター|AFP(?:=時事)?|AP)(?:通信)?[】\]］]/u;
const KOREAN =
  /^[(（[【]([\p{Script=Hangul}·]{1,12}(?: [\p{Script=Hangul}]{1,8})?) ?= ?(\p{Script=Hangul}{2,6}\d?)[)）\]】]/u;

/**
 * The place and agency with which a report opens, or the one of them that it names.
 *
 * @example findDateline('PARIS (Reuters) - The bridge reopened.') // { place: 'PARIS', agency: 'Reuters' }
 */
export function findDateline(firstParagraph: string): Dateline | undefined {
  const start = firstParagraph.slice(0, 140);
  const eastAsian = JAPANESE.exec(start) ?? KOREAN.exec(start);
  if (eastAsian !== null) return datelineOf(eastAsian[1], eastAsian[2]);
  const chinese = CHINESE.exec(start);
  if (chinese !== null) return datelineOf(chinese[2], chinese[1]);
  signatures ??= agencySignatures();
  const signed = signatures.named.test(start) ? findSignature(start, signatures) : undefined;
  if (signed !== undefined) return signed.dateline;
  if (!ANY_DASH.test(start)) return undefined;
  const dashed = DASHED.exec(start);
  if (dashed !== null && isAlone(dashed, start)) return datelineOf(dashed[1], undefined);
  const uncased = DASHED_UNCASED.exec(start);
  return uncased !== null && isAlone(uncased, start)
    ? datelineOf(uncased[1], undefined)
    : undefined;
}

/** Anything that {@link DASHED} or {@link DASHED_UNCASED} could end with. */
const ANY_DASH = /[–—―‑ـ-]/u;

/** What an agency signed; with no dateline where it names itself in place of a place. */
function findSignature(
  start: string,
  { agencyFirst, enclosed, signed, enclosedAgency, bareAgency }: Signatures,
): { readonly dateline: Dateline | undefined } | undefined {
  const first = agencyFirst.exec(start);
  if (first !== null) return { dateline: datelineOf(first[2], first[1]) };
  for (const pattern of [...enclosed, ...signed]) {
    const found = pattern.exec(start);
    if (found !== null) return { dateline: datelineOf(found[1], found[2]) };
  }
  const alone = enclosedAgency.exec(start) ?? bareAgency.exec(start);
  return alone?.[1] === undefined ? undefined : { dateline: { agency: alone[1] } };
}

function datelineOf(found: string | undefined, agency: string | undefined): Dateline | undefined {
  const place = found?.trim().replace(/^([^,]*?)(?<!\.\p{L})[.,،]$/u, '$1');
  // `Quay.example - …` is an outlet that names itself.
  if (place === undefined || place === '' || /\.\p{L}{2}/u.test(place)) return undefined;
  return agency === undefined ? { place } : { place, agency };
}

/** A second dash soon after closes what the first has opened: a remark, not a dateline. */
function isAlone(found: RegExpExecArray, start: string): boolean {
  return !/\s[-–—]\s/.test(start.slice(found[0].length, found[0].length + 60));
}
