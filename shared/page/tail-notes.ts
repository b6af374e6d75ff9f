import { parseUrl } from '../url/parse-url.ts';
import { foldedOf } from './block-keys.ts';
import type { TextBlock } from './blocks.ts';
import type { BodyScope, Verdict } from './body-scope.ts';

/** So many of the last blocks may be about author, outlet or newsletter. */
const NOTES = 4;
const MAX_NOTE = 60;
const MAX_COMPANY_NOTE = 150;

/** Drops what stands below a text and tells of its author, of its outlet, or asks for something. */
export function trimNotes(scope: BodyScope, verdicts: Verdict[]): void {
  const { blocks, container, claimed } = scope;
  const names = scope.authors
    .filter((name) => name.includes(' '))
    .map((name) => name.toLowerCase());
  let looked = 0;
  for (let at = container.end - 1; at > container.start && looked < NOTES; at--) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== 'kept') continue;
    looked++;
    if (claimed.has(at) || block.quote || block.cell !== undefined) continue;
    const start = block.text.slice(0, 80).toLowerCase();
    const isNote =
      (block.words <= MAX_NOTE && looked < NOTES && names.some((name) => start.includes(name))) ||
      isTailNote(block) ||
      isCompanyNote(block, scope.outlets);
    if (isNote) verdicts[at] = 'tail';
  }
}

function isTailNote(block: TextBlock): boolean {
  return block.words <= MAX_NOTE && block.phrases.holds('tails', foldedOf(block));
}

/** `Quay Ferries is a leading provider of …`: a company on itself, on its own pages. */
function isCompanyNote({ text, words }: TextBlock, outlets: readonly string[]): boolean {
  if (words > MAX_COMPANY_NOTE) return false;
  const outlet = outlets.find((name) => text.toLowerCase().startsWith(name));
  return outlet !== undefined && COPULA.test(text.slice(outlet.length));
}

const COPULA =
  /^ (group |inc\.? |plc |ag |gmbh |ltd\.? |s\.a\.? )?(is (a|an|the|one|headquartered)|ist (ein|der|die|das)|est (un|le|la)|es (un|la|el)|è (un|il|la|l'))/i;

/**
 * What an outlet is called: its site's name, and the chief label of its host.
 *
 * @example outletNames('Quay Ferries', 'https://www.quay.example/news') // ['quay ferries', 'quay']
 */
export function outletNames(siteName: string | undefined, url: string): string[] {
  const labels = parseUrl(url)?.hostname.split('.') ?? [];
  const chief = labels.slice(0, -1).sort((a, b) => b.length - a.length)[0] ?? '';
  return [siteName?.toLowerCase() ?? '', chief].filter((name) => name.length > 3);
}
