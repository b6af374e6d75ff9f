import { childNamed, textOf, type XmlElement } from './element.ts';
import { resolveUrl } from './relative-urls.ts';

/** Atom's id; one that is a relative URL means the absolute one (RFC 4287 §2). */
export function readId(element: XmlElement): string | undefined {
  const id = childNamed(element, 'id', 'atom:id');
  const text = textOf(id);
  if (id === undefined || text === undefined) return undefined;
  const isRelative = /^[\w.~%-]*\/[^\s:]*$/.test(text);
  return isRelative ? (resolveUrl(text, id.base) ?? text) : text;
}
