import type { Dateline } from '../model/article.ts';
import { newsAgencies } from '../text/agencies.ts';
import {
  type NarrowAlphabet,
  type NarrowText,
  narrow,
  narrowAlphabet,
} from '../text/narrow-alphabet.ts';

/**
 * Patterns are over a narrow alphabet: with `\p{L}` and its like they would take a quarter of a second to compile,
 * more than hundreds of reports take to read.
 */
const { letter: L, upper: LU, uncased: LO, mark: M } = narrow;

/** Words with a capital, few small ones between them; or a few words of a script without capitals. */
const WORD = `[${LU}][${L}${M}.'’-]{0,20}`;
const SMALL =
  '(?:de|del|la|las|los|le|les|of|the|am|an|der|im|bei|sur|do|da|dos|di|al|el|upon|na|nad|ob)';
const CASED = `${WORD}(?:[ /](?:${SMALL} ){0,2}${WORD}){0,3}?(?:, ?${WORD}(?: ${WORD}){0,2}){0,2}?`;
const UNCASED_WORD = `[${LO}][${LO}${M}]{1,14}`;
const UNCASED = `${UNCASED_WORD}(?: ${UNCASED_WORD}){0,2}?(?:[,،/] ?${UNCASED_WORD}(?: ${UNCASED_WORD})?)??`;
const DATE = `(?:(?:[,،.] {0,2}(?:[${L}][${L}${M}]{2,11}\\.? )?| ?[-–] ?| في | den | am | le | )\\d{1,2}(?:[ ./-]{1,3}(?:de )?(?:[${L}][${L}${M}]{1,11}|\\d{1,2}))?(?:[ ,./-]{1,3}(?:de )?\\d{4})?[.,]?)`;
const DASH = '(?:--|[–—―ــ‑-]|ـ{1,3})';
const MORE = '(?:[/,،–-][^()（）/]{1,20})?(?:\\.RU)?';

/** How a report opens with a place, of letters that have capitals or of such that have none. */
type OpeningPlace = {
  readonly begins: RegExp;
  readonly signed: readonly RegExp[];
  /** `DUNMORE, Northmere – The …`: signed by nobody. */
  readonly dashed: RegExp;
};

type Openings = {
  readonly narrowed: NarrowAlphabet['narrowed'];
  /** Any agency's name, as a word: where there is none, no signature needs to be looked for. */
  readonly named: RegExp;
  readonly agencyFirst: RegExp;
  readonly agencyAlone: readonly RegExp[];
  readonly places: readonly OpeningPlace[];
};

let made: Openings | undefined;

/** Made when a first report is read: most of what loads this reads none. */
function openings(): Openings {
  const { agencies, alsoWords } = newsAgencies();
  const all = agencies.map(escaped).join('|');
  const alone = agencies.filter((name) => !alsoWords.includes(name)).map(escaped);
  const { narrowed, patternOf } = narrowAlphabet(all + DATE + DASH);
  const openingPlace = (letter: string, words: string, dashed: string): OpeningPlace => ({
    begins: patternOf(`^[${letter}]`),
    signed: [
      // `PARIS (Reuters)`, `دبي في 3 مايو / وام /`, `МОСКВА, 3 мая. /ТАСС/`
      `^(?<place>${words})${DATE}? ?${DASH}? ?[(（/[] ?(?<agency>${all})${MORE} ?[)）/\\]]`,
      // `دمشق-سانا …`, `الرياض 3 مايو 2030 واس - …`, `МОСКВА, 3 мая — РИА Новости. …`, `أنقرة/ الأناضول - …`
      `^(?<place>${words})(?:${DATE}|(?= ?[-–—/.,،])) ?(?:${DASH}|[/,،])? ?(?<agency>${all})(?:\\.RU)?(?: ?[–—:./-]+| )`,
    ].map(patternOf),
    dashed: patternOf(`^(?<place>${words})${DATE}?${dashed}`),
  });
  return {
    narrowed,
    named: patternOf(`(?<![${L}])(?:${all})(?![${L}])`),
    // `(ANSA) - ROMA, 03 MAG - …`
    agencyFirst: patternOf(
      `^[(（]?(?<agency>${all})[)）]? ?${DASH} ?(?<place>${CASED}|${UNCASED})(?:${DATE}|,[^–—-]{1,12})? ?${DASH} `,
    ),
    agencyAlone: [
      // `(رويترز) - …`, `(AFP) …`, `/وام/ …`: no place is named.
      `^[(（/[【] ?(?<agency>${all})${MORE} ?[)）/\\]】]`,
      // `Reuters — …`, `الأناضول - …`; names that are words, too, do not count without brackets.
      `^(?<agency>${alone.join('|')})(?: ?[–—]| ?--| [-ـ]) `,
    ].map(patternOf),
    places: [
      openingPlace(LU, CASED, `(?: ?[–—―]| --| [-‑]) ?(?=[${LU}${LO}\\d"“«„'‘])`),
      openingPlace(LO, UNCASED, ` ${DASH}{1,3} `),
    ],
  };
}

const escaped = (name: string): string => name.replaceAll('.', '\\.');

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
  if (eastAsian !== null) return datelineOf({ place: eastAsian[1], agency: eastAsian[2] });
  const chinese = CHINESE.exec(start);
  if (chinese !== null) return datelineOf({ place: chinese[2], agency: chinese[1] });
  made ??= openings();
  const opening = made.narrowed(start);
  const place = made.places.find(({ begins }) => begins.test(opening.text));
  const signature = findSignature(opening, place, made);
  if (signature !== undefined) return datelineOf(signature);
  if (!ANY_DASH.test(start)) return undefined;
  const dashed = place?.dashed.exec(opening.text);
  return dashed && isAlone(dashed, opening) ? datelineOf(groupsOf(dashed, opening)) : undefined;
}

/** Anything that a dateline without an agency could end with. */
const ANY_DASH = /[–—―‑ـ-]/u;

/** An agency that signs before any place stands behind a bracket and a space at most. */
const lastFirst = 2;

/** What an agency signed. */
function findSignature(
  opening: NarrowText,
  place: OpeningPlace | undefined,
  { named, agencyFirst, agencyAlone }: Openings,
): Groups | undefined {
  const agency = named.exec(opening.text);
  if (agency === null) return undefined;
  const isFirst = agency.index <= lastFirst;
  const inOrder = [isFirst ? agencyFirst : [], place?.signed ?? [], isFirst ? agencyAlone : []];
  for (const pattern of inOrder.flat()) {
    const found = pattern.exec(opening.text);
    if (found !== null) return groupsOf(found, opening);
  }
  return undefined;
}

type Groups = { readonly place: string | undefined; readonly agency: string | undefined };

/** What was printed where they were found. */
function groupsOf({ indices }: RegExpExecArray, { printed }: NarrowText): Groups {
  const [place, agency] = [indices?.groups?.['place'], indices?.groups?.['agency']];
  return { place: place && printed(...place), agency: agency && printed(...agency) };
}

function datelineOf({ place: found, agency }: Groups): Dateline | undefined {
  if (found === undefined) return agency === undefined ? undefined : { agency };
  const place = found.trim().replace(/^([^,]*?)(?<!\.\p{L})[.,،]$/u, '$1');
  // `Quay.example - …` is an outlet that names itself.
  if (place === '' || /\.\p{L}{2}/u.test(place)) return undefined;
  return agency === undefined ? { place } : { place, agency };
}

/** A second dash soon after closes what the first has opened: a remark, not a dateline. */
function isAlone(found: RegExpExecArray, { text }: NarrowText): boolean {
  return !/\s[-–—]\s/.test(text.slice(found[0].length, found[0].length + 60));
}
