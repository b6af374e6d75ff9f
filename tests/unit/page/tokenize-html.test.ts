import fc from 'fast-check';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { nameTable } from '../../../shared/page/name-table.ts';
import { tokenizeHtml } from '../../../shared/page/tokenize-html.ts';

const attributeNames = ['a', 'b', 'class', 'href'];
const kept = nameTable(attributeNames);

/** Tokens in a line each, texts that follow each other as one. */
function ours(...pieces: string[]): string[] {
  const tokens: string[] = [];
  tokenizeHtml(pieces, kept, {
    open: (name, attributes, selfClosing) =>
      tokens.push(`<${name} ${JSON.stringify(attributes ?? {})}${selfClosing ? '/' : ''}`),
    close: (name) => tokens.push(`</${name}`),
    text: (source, start, end) => tokens.push(`"${source.slice(start, end)}`),
  });
  return joined(tokens);
}

/** The same by the tokenizer that most of JavaScript reads HTML with. */
function theirs(html: string): string[] {
  const tokens: string[] = [];
  let [name, attribute, value] = ['', '', ''];
  let attributes: Record<string, string> = {};
  const nothing = () => {};
  const open = (selfClosing: string) =>
    tokens.push(`<${name} ${JSON.stringify(attributes)}${selfClosing}`);
  const callbacks: TokenizerCallbacks = {
    onopentagname: (start, end) => {
      name = html.slice(start, end).toLowerCase();
      attributes = {};
    },
    onattribname: (start, end) => {
      attribute = html.slice(start, end).toLowerCase();
      value = '';
    },
    onattribdata: (start, end) => {
      value = html.slice(start, end);
    },
    onattribend: () => {
      if (attributeNames.includes(attribute)) attributes[attribute] ??= value;
    },
    onopentagend: () => open(''),
    onselfclosingtag: () => open('/'),
    onclosetag: (start, end) => tokens.push(`</${html.slice(start, end).toLowerCase()}`),
    // Of an end tag that the document ends in, it tells the document again.
    ontext: (start, end) => start >= 0 && tokens.push(`"${html.slice(start, end)}`),
    ...{ onattribentity: nothing, oncdata: nothing, oncomment: nothing, ondeclaration: nothing },
    ...{ onend: nothing, onprocessinginstruction: nothing, ontextentity: nothing },
    isInForeignContext: () => false,
  };
  const tokenizer = new Tokenizer({ decodeEntities: false }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return joined(tokens);
}

function joined(tokens: readonly string[]): string[] {
  const all: string[] = [];
  for (const token of tokens) {
    const last = all[all.length - 1];
    if (token.startsWith('"') && last?.startsWith('"')) all[all.length - 1] = last + token.slice(1);
    else all.push(token);
  }
  return all;
}

const part = fc.constantFrom(
  ...['<p>', '</p>', '<a href="x', '">', "<a href='y' >", '<!--', '-->', '--!>', '<!-->', '<!--->'],
  ...['<br/>', '</div>', '<div class=a b = c>', '<script>', '</script>', '</SCRIPT ', '</scripts>'],
  ...[
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<',
    '</',
    '<!',
    '<?x',
    '>',
    '"',
    "'",
    '=',
    '/',
  ],
  ...[
    '<textarea>',
    '</textarea>',
    '<IMG CLASS=a/>',
    '<![CDATA[',
    ']]>',
    '<!doctype html>',
    '-',
    '\n',
  ],
  ...['<li', '<x-y a>', '<a =b c>', '<b/ >', '</ x>', '</>', 'x ', '<iframe>', '</iframe >', '< 3'],
);
const html = fc.array(part, { maxLength: 14 }).map((parts) => `${parts.join('')}.`);

describe('tokenizeHtml', () => {
  it('cuts any HTML as a tokenizer does that is made for it', () => {
    fc.assert(
      fc.property(html, (text) => {
        fc.pre(!/<\/[a-z]+ [^>]*$/i.test(text));
        expect(ours(text)).toEqual(theirs(text));
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  it('cuts pieces of it as it cuts the whole', () => {
    const cut = fc.tuple(html, fc.nat(60), fc.nat(60));
    fc.assert(
      fc.property(cut, ([text, a, b]) => {
        const pieces = [text.slice(0, a), text.slice(a, a + b), text.slice(a + b)];
        expect(ours(...pieces)).toEqual(ours(text));
      }),
      { seed: 12, numRuns: 1000 },
    );
  });

  it('drops a tag in which the document ends', () => {
    expect(ours('one<a href="')).toEqual(['"one']);
    expect(ours('one</a ')).toEqual(['"one']);
    expect(ours('<script>1</scr')).toEqual(['<script {}', '"1</scr']);
  });
});

describe('nameTable', () => {
  it('finds names in any case, and no others', () => {
    expect(kept('<a CLASS=x', 3, 8)).toBe('class');
    expect(kept('<a classes', 3, 10)).toBeUndefined();
    expect(kept('', 0, 0)).toBeUndefined();
  });
});
