import type { Dateline } from '../model/article.ts';

/** As news agencies sign, in the scripts in which they are printed. */
const AGENCIES =
  'AP|AFP|Reuters|dpa|DPA|APA|SDA|KNA|epd|EFE|ANSA|TASS|ТАСС|РИА Новости|RIA Novosti|Интерфакс|Interfax|УНИАН|UNIAN|PAP|ČTK|MTI|Xinhua|新华社|新華社|中新社|Kyodo|共同|時事|Jiji|Yonhap|연합뉴스|PTI|ANI|IANS|UNI|Bernama|Antara|ANTARA|WAM|وام|SPA|واس|KUNA|كونا|QNA|قنا|BNA|بنا|MENA|أ ش أ|أش أ|رويترز|أ ف ب|أ\\.ف\\.ب|ا ف ب|فرانس برس|د ب أ|د\\.ب\\.أ|سانا|واع|الأناضول|AA|İHA|DHA|AA\\)|Anadolu|UPI|CNN|BBC|TNS|CP|The Canadian Press|AAP|Belga|ANP|NTB|TT|Ritzau|STT|LUSA|Lusa|Agência Brasil|Europa Press|ATS|ايسنا|ایسنا|ایرنا|فارس|IRNA|ISNA|VOA|RFE/RL|IPS';
const PLACE =
  "[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}.'’ʼ -]{1,30}(?:[,،] ?[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}.'’ -]{1,25}){0,2}";
const DATE = '(?:[,،] ?[\\p{L}\\d][\\p{L}\\d. /]{1,22})?';
const DASH = '(?:--|[–—―ــ‑-]|ـ{1,3})';

const WITH_AGENCY = new RegExp(
  `^(${PLACE})${DATE} ?[(（/] ?(${AGENCIES})[^)）/]{0,30}[)）/]?\\s*(?:${DASH}{1,3}|:|：)?\\s`,
  'u',
);
const WITH_DASH = new RegExp(
  `^(${PLACE})${DATE}\\s?(?:[,،] ?(${AGENCIES}))?\\s+${DASH}{1,3}\\s+(?=\\S)`,
  'u',
);
const COLON = new RegExp(`^(${PLACE}) ?[(（](${AGENCIES})[)）] ?[:：-]`, 'u');
const CAPITALS =
  /^(\p{Lu}{2}[\p{Lu}.'’ -]{1,28}(?:, ?\p{Lu}[\p{L}. ]{1,20})?)\s?(?:\(([^)]{2,30})\)\s?)?(?:--|[–—-])\s?\S/u;
const CHINESE =
  /^[（(【]?(新华社|新華社|中新社|中新网|人民网|新华网)([\p{Script=Han}]{2,8}?)\d{1,2}月\d{1,2}日/u;

/**
 * The place and agency with which a report opens.
 *
 * @example findDateline('PARIS (Reuters) - The bridge reopened.') // { place: 'PARIS', agency: 'Reuters' }
 */
export function findDateline(firstParagraph: string): Dateline | undefined {
  const start = firstParagraph.slice(0, 140);
  const chinese = CHINESE.exec(start);
  if (chinese?.[1] !== undefined && chinese[2] !== undefined)
    return { place: chinese[2], agency: chinese[1] };
  for (const pattern of [WITH_AGENCY, COLON, WITH_DASH, CAPITALS]) {
    const found = pattern.exec(start);
    const place = found?.[1]?.trim().replace(/[.,،]$/, '');
    if (place === undefined || !isPlace(place)) continue;
    return found?.[2] === undefined ? { place } : { place, agency: found[2] };
  }
  return undefined;
}

/** A sentence with a dash in it also starts with a capital: places are short. */
function isPlace(place: string): boolean {
  return place.split(/[\s,،]+/).length <= 4;
}
