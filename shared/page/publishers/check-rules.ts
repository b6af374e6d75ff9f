import { KEPT_ATTRIBUTES } from '../parse-html.ts';
import { type PublisherRules, publisherParts } from './publisher-rules.ts';
import { attributesOf, parseSelector } from './selector.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const HOST = /^([a-z0-9-]+\.)+[a-z0-9-]+$/;

/**
 * What is wrong with an outlet's rules; nothing where they can be used.
 *
 * @example checkRules({ id: 'quay', hosts: ['quay.example'], versions: [{ from: '2030-01-01', body: 'p..' }] })
 * // ['quay 2030-01-01: body is no selector: p..']
 */
export function checkRules({ id, hosts, versions }: PublisherRules): string[] {
  const problems: string[] = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) problems.push(`${id}: the id is not kebab-case`);
  if (hosts.length === 0 || !hosts.every((host) => HOST.test(host)))
    problems.push(`${id}: hosts are plain names in lower case`);
  if (versions.length === 0) problems.push(`${id}: no version`);
  const days = versions.map(({ from }) => from);
  if (!days.every((day) => DAY.test(day)))
    problems.push(`${id}: versions begin on a day, 2030-01-31`);
  if (days.some((day, at) => at > 0 && day <= (days[at - 1] ?? '')))
    problems.push(`${id}: versions stand oldest first`);
  return [...problems, ...versions.flatMap((version) => checkVersion(id, version))];
}

function checkVersion(id: string, version: PublisherRules['versions'][number]): string[] {
  const said = publisherParts.filter((part) => version[part] !== undefined);
  if (said.length === 0) return [`${id} ${version.from}: says nothing`];
  return said.flatMap((part) => {
    const text = version[part] ?? '';
    const selector = parseSelector(text);
    if (selector === undefined) return [`${id} ${version.from}: ${part} is no selector: ${text}`];
    return attributesOf(selector)
      .filter((name) => !KEPT_ATTRIBUTES.has(name))
      .map((name) => `${id} ${version.from}: ${part} asks for ${name}, which no page tree keeps`);
  });
}
