import type { Instant } from '../model/ids.ts';
import { childrenNamed, textOf, type XmlElement } from './element.ts';
import { parseFeedDate } from './parse-date.ts';

/** The first readable date in the children of these names, by order of names. */
export function childDate(parent: XmlElement, names: readonly string[]): Instant | undefined {
  for (const name of names) {
    for (const element of childrenNamed(parent, name).slice(0, 5)) {
      const date = parseFeedDate(textOf(element) ?? '');
      if (date !== undefined) return date;
    }
  }
  return undefined;
}
