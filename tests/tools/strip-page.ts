import { Parser } from 'htmlparser2';

/** Elements that say nothing of an article; JSON-LD does, and is kept. */
const dropped = new Set(['script', 'style', 'svg', 'noscript', 'iframe', 'template', 'canvas']);
const emptyElements = new Set([
  'meta',
  'link',
  'img',
  'br',
  'hr',
  'input',
  'source',
  'wbr',
  'base',
]);
const keptAttributes =
  /^(class|id|lang|dir|rel|href|itemprop|itemtype|itemscope|role|datetime|content|property|name|title|hidden|aria-hidden|type|charset|http-equiv|data-testid|data-component|data-module)$/;
/** Texts up to this length are labels, names and dates, which rules may rest on. */
const shortText = 60;
/** Of a menu's items a few are enough. */
const maxItems = 12;

/**
 * A page reduced to what extraction rests on, its prose turned into letters that mean nothing.
 *
 * Structure, names, dates, labels and lengths stay; sentences are another's work, and a fixture needs
 * only their shape. Short words stay, since languages are told by them.
 *
 * @example
 * stripPage('<p onclick="x()">The minister announced on Monday that the whole bridge would reopen soon.</p>')
 */
export function stripPage(html: string): string {
  const pieces: string[] = [];
  let [silent, isJsonLd] = [0, false];
  const items: number[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        isJsonLd = name === 'script' && /ld\+json/i.test(attributes['type'] ?? '');
        if (name === 'ul' || name === 'ol') items.push(0);
        if (name === 'li') items.push((items.pop() ?? 0) + 1);
        const isMore = name === 'li' && (items.at(-1) ?? 0) > maxItems;
        if (silent > 0 || isMore || (dropped.has(name) && !isJsonLd)) {
          silent++;
          return;
        }
        pieces.push(openTag(name, attributes));
      },
      ontext: (text) => {
        if (silent > 0) return;
        pieces.push(isJsonLd ? stripJson(text) : escaped(scrambled(text)));
      },
      onclosetag: (name, implied) => {
        if (name === 'ul' || name === 'ol') items.pop();
        if (silent > 0) silent--;
        else if (!emptyElements.has(name) && !(implied && name === 'p')) pieces.push(`</${name}>`);
        isJsonLd = false;
      },
      onprocessinginstruction: (name, data) => {
        if (name.toLowerCase() === '!doctype') pieces.push(`<${data}>\n`);
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return `${pieces
    .join('')
    .replace(/\n\s*\n+/g, '\n')
    .trim()}\n`;
}

function openTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const kept = Object.entries(attributes)
    .filter(([key]) => keptAttributes.test(key))
    .map(([key, value]) => {
      const isText = key === 'content' || key === 'title';
      return value === '' ? ` ${key}` : ` ${key}="${escaped(isText ? scrambled(value) : value)}"`;
    });
  return `<${name}${kept.join('')}>`;
}

/** Long texts inside JSON, but not addresses or dates, become meaningless, too. */
function stripJson(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), (_key, value) =>
      typeof value === 'string' ? scrambled(value) : value,
    );
  } catch {
    return json;
  }
}

const alphabets: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  'абвгдежзийклмнопрстуфхцчшщыэюя',
  'אבגדהוזחטיכלמנסעפצקרשת',
  'αβγδεζηθικλμνξοπρστυφχψω',
  'कखगघचछजझटठडढतथदधनपफबभमयरलवसह',
  'กขคงจชซญดตถทธนบปผพฟมยรลวสหอ',
  'あいうえおかきくけこさしすせそたちつてとなにぬねの',
];

function scrambled(text: string): string {
  if (text.trim().length <= shortText || /^\s*https?:/.test(text)) return text;
  return text.replace(/(?<!&)\p{L}[\p{L}\p{M}]{3,}/gu, (word) => [...word].map(turned).join(''));
}

/** Another letter of the same alphabet; ideographs and syllables move on within their block. */
function turned(letter: string): string {
  for (const alphabet of alphabets) {
    const at = alphabet.indexOf(letter);
    if (at >= 0) return alphabet[(at + 11) % alphabet.length] ?? letter;
  }
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0x4e00 && code < 0x9f00) return String.fromCodePoint(0x4e00 + ((code * 13) % 0x5000));
  if (code >= 0xac00 && code < 0xd7a4)
    return String.fromCodePoint(0xac00 + (((code - 0xac00) * 13) % 0x2ba4));
  return letter;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
