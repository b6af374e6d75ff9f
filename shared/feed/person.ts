import type { Person } from '../model/feed.ts';
import { startOfText } from '../text/start-of-text.ts';
import { repairDoubleEncoding } from './double-encoding.ts';
import { attribute, childText, textOf, type XmlElement } from './element.ts';
import { resolveUrl } from './relative-urls.ts';

/** An author stands for each entry of a feed that has none of its own. */
const MAX_LENGTH = 400;
const EMAIL = /[^\s<>()[\]"',;:&]{1,64}@[^\s<>()[\]"',;:&@]{1,255}/;

/**
 * Reads what feeds write for a person: `jo@news.example (Jo Doe)`, `Jo Doe <jo@news.example>`,
 * `Jo Doe (jo@news.example)`, either alone.
 *
 * @example parsePerson('jo@news.example (Jo Doe)') // { name: 'Jo Doe', email: 'jo@news.example' }
 */
export function parsePerson(text: string): Person | undefined {
  const plain = repairDoubleEncoding(startOfText(text, MAX_LENGTH)).replace(/\s+/g, ' ').trim();
  const email = EMAIL.exec(plain)?.[0];
  if (email === undefined) return plain === '' ? undefined : { name: plain };
  const name = plain
    .replace(email, '')
    .replace(/mailto:/i, '')
    .replace(/\(\s?\)|<\s?>|\[\s?\]|&lt;\s?&gt;/g, '')
    .replace(/^[\s,;:-]+|[\s,;:-]+$/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^"(.*)"$/, '$1')
    .trim();
  return name === '' ? { email } : { name, email };
}

/** A person as Atom writes one, or as text. */
export function readPerson(element: XmlElement): Person | undefined {
  const name = childText(element, 'name', 'atom:name', 'itunes:name', 'foaf:name', 'rdf:value');
  const email = childText(element, 'email', 'atom:email', 'itunes:email');
  const uri = childText(element, 'uri', 'url', 'homepage', 'atom:uri', 'atom:url', 'atom:homepage');
  if (name === undefined && email === undefined && uri === undefined) {
    const text = textOf(element) ?? attribute(element, 'name');
    return text === undefined ? undefined : parsePerson(text);
  }
  const parsed = name === undefined ? undefined : parsePerson(name);
  const address = email ?? parsed?.email;
  const url = uri === undefined ? undefined : resolveUrl(uri, element.base);
  return {
    ...(parsed?.name === undefined ? {} : { name: parsed.name }),
    ...(address === undefined ? {} : { email: address }),
    ...(url === undefined ? {} : { url }),
  };
}

/** The persons of these elements, each once. */
export function readPersons(elements: readonly XmlElement[]): Person[] {
  const persons: Person[] = [];
  for (const element of elements.slice(0, 50)) {
    const person = readPerson(element);
    if (person === undefined) continue;
    const isKnown = persons.some((other) => sameOrMissing(other, person));
    if (!isKnown) persons.push(person);
  }
  return persons;
}

const sameOrMissing = (known: Person, person: Person): boolean =>
  (person.name === undefined || person.name === known.name) &&
  (person.email === undefined || person.email === known.email) &&
  (person.url === undefined || person.url === known.url);
