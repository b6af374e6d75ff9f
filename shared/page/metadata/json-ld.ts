import { decodeHTML } from 'entities/decode';
import { parseUrl } from '../../url/parse-url.ts';
import { isJsonObject, type JsonObject, listOf, textOfValue } from './json-value.ts';

/** What a page says of its article as JSON-LD. */
export type JsonLdArticle = {
  readonly types: readonly string[];
  readonly node: JsonObject;
  /** What is said of the page around the article. */
  readonly pages: readonly JsonObject[];
  /** Nodes by `@id`, for references. */
  readonly byId: ReadonlyMap<string, JsonObject>;
};

const ARTICLE_TYPE = /(Article|BlogPosting|LiveBlogPosting|Report|Posting)$/;
const MAX_SCRIPT = 1_000_000;
const MAX_SALVAGED = 100_000;
const MAX_NODES = 3000;

/** Finds the node that describes the page's article, among graphs, lists and broken scripts. */
export function findJsonLdArticle(
  scripts: readonly string[],
  pageUrl: string,
): JsonLdArticle | undefined {
  const nodes = scripts.flatMap((script) => nodesOf(parseLenient(script)));
  const byId = new Map<string, JsonObject>();
  for (const node of nodes) {
    const id = node['@id'];
    if (typeof id === 'string' && Object.keys(node).length > 1 && !byId.has(id)) byId.set(id, node);
  }
  const pages = nodes.filter((node) => typesOf(node).some((type) => /WebPage$/.test(type)));
  let best: JsonLdArticle | undefined;
  let bestScore = 0;
  for (const node of nodes) {
    const types = typesOf(node);
    const score = articleScore(node, types, pageUrl);
    if (score > bestScore) {
      bestScore = score;
      best = { types, node, byId, pages };
    }
  }
  return best;
}

function typesOf(node: JsonObject): readonly string[] {
  return listOf(node['@type'])
    .filter((type): type is string => typeof type === 'string')
    .map(localName);
}

const localName = (type: string): string => type.replace(/^https?:\/\/schema\.org\//i, '');

function articleScore(node: JsonObject, types: readonly string[], pageUrl: string): number {
  const isArticle = types.some((type) => ARTICLE_TYPE.test(type));
  const isPage = types.some((type) => /WebPage$/.test(type));
  if (!isArticle && !(isPage && node['datePublished'] !== undefined)) return 0;
  let score = isArticle ? 10 : 2;
  if (node['headline'] !== undefined) score += 3;
  if (node['datePublished'] !== undefined) score += 3;
  if (node['articleBody'] !== undefined) score += 2;
  if (node['author'] !== undefined) score += 2;
  const url =
    textOfValue(node['url']) ?? textOfValue(node['@id']) ?? idOf(node['mainEntityOfPage']);
  if (url !== undefined && samePath(url, pageUrl)) score += 5;
  return score;
}

const idOf = (value: unknown): string | undefined =>
  isJsonObject(value) ? textOfValue(value['@id']) : textOfValue(value);

function samePath(url: string, pageUrl: string): boolean {
  const { pathname = '' } = parseUrl(url, pageUrl) ?? {};
  return pathname.length > 1 && pathname === new URL(pageUrl).pathname;
}

/** All objects of a document, without recursion and of bounded number. */
function nodesOf(document: unknown): JsonObject[] {
  const found: JsonObject[] = [];
  const open: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (found.length >= MAX_NODES || next.depth > 6) continue;
    if (isJsonObject(next.value)) found.push(next.value);
    const inside = Array.isArray(next.value) ? next.value.slice(0, 500) : innerNodes(next.value);
    for (const value of inside) open.push({ value, depth: next.depth + 1 });
  }
  return found;
}

/** What else a page says in JSON-LD: the outlet's name, and the trail of sections to the page. */
export function findJsonLdSite(scripts: readonly string[], pageUrl: string) {
  const nodes = scripts.flatMap((script) => nodesOf(parseLenient(script)));
  const site = nodes.find(
    (node) => typesOf(node).includes('WebSite') && node['name'] !== undefined,
  );
  const trail = nodes.find((node) => typesOf(node).includes('BreadcrumbList'));
  return {
    name: textOfValue(site?.['name']),
    section: trail === undefined ? undefined : lastOfTrail(trail, pageUrl),
  };
}

/** The last entry that is neither the front page nor the page itself. */
function lastOfTrail(trail: JsonObject, pageUrl: string): string | undefined {
  const entries = listOf(trail['itemListElement']).filter(isJsonObject);
  const sections = entries.flatMap((entry, at) => {
    const item = isJsonObject(entry['item']) ? entry['item'] : undefined;
    const name = textOfValue(entry['name'] ?? item?.['name']);
    const href =
      item === undefined ? textOfValue(entry['item']) : textOfValue(item['@id'] ?? item['url']);
    if (name === undefined || name.length > 40 || href === undefined) return [];
    const url = parseUrl(href, pageUrl);
    if (url === undefined || samePath(href, pageUrl)) return [];
    const isFront = url.pathname.length <= 1;
    return isFront || (at === entries.length - 1 && entries.length > 3) ? [] : [name];
  });
  return sections.at(-1);
}

const NESTING = [
  'breadcrumb',
  'isPartOf',
  '@graph',
  'mainEntity',
  'mainEntityOfPage',
  'hasPart',
  'itemListElement',
  'item',
  'video',
  'author',
  'publisher',
];

function innerNodes(value: unknown): unknown[] {
  if (!isJsonObject(value)) return [];
  return NESTING.map((key) => value[key]).filter(
    (inner) => typeof inner === 'object' && inner !== null,
  );
}

const parsed = new Map<string, unknown>();

/** Parses JSON as publishers write it; the last few scripts are remembered, as several readers ask. */
function parseLenient(script: string): unknown {
  if (parsed.has(script)) return parsed.get(script);
  const value = parseAny(script.slice(0, MAX_SCRIPT));
  if (parsed.size > 8) parsed.clear();
  parsed.set(script, value);
  return value;
}

function parseAny(script: string): unknown {
  const plain = script
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, '')
    .trim()
    .replace(/;$/, '');
  for (const attempt of [plain, repaired(plain), decodeHTML(plain), inOneList(plain)]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next attempt repairs more.
    }
  }
  return salvage(plain);
}

/** Two objects, one behind the other. */
const inOneList = (json: string): string => `[${json.replace(/\}\s{0,50}\{/g, '},{')}]`;

/** Makes raw control characters spaces, doubles stray backslashes, and drops trailing commas. */
function repaired(json: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at)) {
    const isEscape = '"\\/bfnrtu'.includes(json[at + 1] ?? ' ');
    if (!isEscape) {
      pieces.push(json.slice(from, at), '\\\\');
      from = at + 1;
    }
    at += isEscape ? 2 : 1;
  }
  pieces.push(json.slice(from));
  return pieces
    .join('')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/, {0,200}([}\]])/g, '$1');
}

/** What cannot be parsed may still be read key by key. */
function salvage(script: string): JsonObject | undefined {
  const text = script.slice(0, MAX_SALVAGED);
  const found: Record<string, unknown> = {};
  for (const key of [
    '@type',
    'headline',
    'datePublished',
    'dateModified',
    'articleSection',
    'articleBody',
    'url',
  ]) {
    const value = new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,4000})"`).exec(text)?.[1];
    if (value !== undefined) found[key] = value.replace(/\\(["/\\])/g, '$1').replace(/\\n/g, '\n');
  }
  const free = /"isAccessibleForFree"\s*:\s*"?([\w:/.]{1,40})/i.exec(text)?.[1];
  if (free !== undefined) found['isAccessibleForFree'] = free;
  const authors = /"author"\s*:\s*(\[[^\]]{0,2000}\]|\{[^}]{0,1000}\}|"[^"]{0,200}")/.exec(
    text,
  )?.[1];
  if (authors !== undefined) {
    found['author'] = [...authors.matchAll(/"name"\s*:\s*"([^"]{1,100})"/g)].map(
      (match) => match[1],
    );
  }
  return Object.keys(found).length > 1 ? found : undefined;
}
