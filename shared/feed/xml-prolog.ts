import { startOfText } from '../text/start-of-text.ts';
/** What stands before the root element of a document. */
export type XmlProlog = {
  /** Where the reader of elements starts. */
  readonly end: number;
  /** Entities that the DOCTYPE declares, by name. */
  readonly entities: ReadonlyMap<string, string>;
};

const MAX_ENTITIES = 300;
/** Against entity bombs: no declared entity stands for more text than this. */
const MAX_ENTITY_LENGTH = 1000;
const MAX_SUBSET = 65_536;

/**
 * Reads the XML declaration and the DOCTYPE of a document.
 *
 * Only internal entities count, and they are replaced in one pass without looking into
 * them again, so that an entity that is made of others cannot grow (a "billion laughs").
 *
 * @example readProlog('<!DOCTYPE rss [<!ENTITY co "Acme">]><rss/>').entities.get('co') // 'Acme'
 */
export function readProlog(text: string): XmlProlog {
  const declaration = /^\s*<\?xml[^>]{0,500}>/i.exec(text.slice(0, 2000));
  const start = declaration === null ? 0 : declaration[0].length;
  const head = text.slice(start, start + MAX_SUBSET);
  const doctype = /<!doctype\b/i.exec(head);
  if (doctype === null || rootComesFirst(head, doctype.index))
    return { end: start, entities: new Map() };

  const subset = start + doctype.index;
  const open = text.indexOf('[', subset);
  const close = text.indexOf('>', subset);
  if (close < 0) return { end: start, entities: new Map() };
  if (open < 0 || open > close) return { end: close + 1, entities: new Map() };
  const end = /\]\s{0,100}>/.exec(text.slice(open, open + MAX_SUBSET));
  if (end === null) return { end: close + 1, entities: new Map() };
  return {
    end: open + end.index + end[0].length,
    entities: readEntities(text.slice(open, open + end.index)),
  };
}

/** A DOCTYPE that stands in the text of an entry is no DOCTYPE. */
const rootComesFirst = (head: string, doctype: number): boolean =>
  /<[a-z]/i.test(head.slice(0, doctype).replace(/<!--[\s\S]*?-->/g, ''));

function readEntities(subset: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  const declaration = /<!ENTITY\s+([\w.:-]{1,64})\s+(?:"([^"]*)"|'([^']*)')/g;
  for (const [, name = '', double, single] of subset.matchAll(declaration)) {
    if (entities.size >= MAX_ENTITIES) break;
    const text = startOfText(double ?? single ?? '', MAX_ENTITY_LENGTH);
    if (!entities.has(name)) entities.set(name, expandNumbers(text));
  }
  return entities;
}

/** XML replaces numeric references in an entity's value when it is declared. */
const expandNumbers = (value: string): string =>
  value.replace(
    /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi,
    (reference, hex?: string, decimal?: string) => {
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
        ? String.fromCodePoint(point)
        : reference;
    },
  );
