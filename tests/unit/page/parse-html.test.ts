import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageElement, textOf, walk } from '../../../shared/page/dom.ts';
import { parseHtml } from '../../../shared/page/parse-html.ts';

const names = (html: string): string[] => {
  const found: string[] = [];
  walk(parseHtml(html).root, (element) => {
    found.push(element.name);
    return undefined;
  });
  return found.slice(1);
};

describe('parseHtml', () => {
  it('closes paragraphs, items and cells that nobody closed', () => {
    const tree = parseHtml('<ul><li>one<li>two</ul><p>a<p>b<table><tr><td>c<td>d</table>');
    const parents = new Map<string, string | undefined>();
    walk(tree.root, (element: PageElement) => {
      if (typeof element.children[0] === 'string') {
        parents.set(element.children[0], element.parent?.name);
      }
      return undefined;
    });
    expect(Object.fromEntries(parents)).toEqual({
      one: 'ul',
      two: 'ul',
      a: '#root',
      b: '#root',
      c: 'tr',
      d: 'tr',
    });
  });

  it('does not let a stray end tag close the cell or the blocks around it', () => {
    expect(textOf(parseHtml('<div><table><tr><td></div>in</td></tr></table>out</div>').root)).toBe(
      'in out',
    );
    expect(names('<b><div></b><p>x</p></div>')).toEqual(['b', 'div', 'p']);
  });

  it('decodes references in text and attributes, and keeps scripts out of the text', () => {
    const tree = parseHtml(
      '<title>A &amp; B</title><p title="&quot;q&quot;">x &lt; y</p><script>1<2</script>',
    );
    expect(tree.titleTag).toBe('A & B');
    expect(textOf(tree.root)).toBe('x < y');
  });

  it('collects JSON-LD scripts', () => {
    expect(parseHtml('<script type="application/ld+json">{"a":1}</script>').jsonLd).toEqual([
      '{"a":1}',
    ]);
  });

  it('bounds the depth and the number of elements', () => {
    const deep = parseHtml(`${'<div>'.repeat(50_000)}x`);
    expect(deep.elementCount).toBeLessThan(1000);
    expect(textOf(deep.root)).toBe('x');
    expect(parseHtml('<i>'.repeat(400_000)).elementCount).toBeLessThanOrEqual(150_000);
  });

  it('reads any text without throwing', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<a href="x',
      '">',
      '<!--',
      '-->',
      '<td>',
      '</table>',
      '&',
      'x ',
      '<br/>',
      '<svg>',
      '</div>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(() => parseHtml(pieces.join(''))).not.toThrow();
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
