import { describe, expect, it } from 'vitest';
import { keyOf, textKey } from '../../../shared/page/block-keys.ts';
import { cutBlocks, type TextBlock } from '../../../shared/page/blocks.ts';
import { parseHtml } from '../../../shared/page/parse-html.ts';

const blockOf = (text: string): TextBlock => {
  const [block] = cutBlocks(parseHtml(`<p>${text}</p>`).root).blocks;
  if (block === undefined) throw new Error('the text makes no block');
  return block;
};
const long = 'The bridge, shut since the storm, will open again in spring. '.repeat(20);

describe('the key of a text', () => {
  it.each([
    ['The bridge (again) re-opens!', 'thebridgeagainreopens'],
    ['» «Die Brücke» öffnet', 'diebrückeöffnet'],
    ['أُعيد فتح الجسر', 'اعيدفتحالجسر'],
    ['— … —', ''],
  ])('of «%s» is its letters and digits', (text, key) => {
    expect(textKey(text)).toBe(key);
    expect(keyOf(blockOf(text === '— … —' ? `${text} a` : text))).toContain(key);
  });

  it('is short where the text is long, and holds how many words it has', () => {
    expect(keyOf(blockOf(long)).length).toBeLessThan(long.length / 2);
    expect(keyOf(blockOf(long))).toBe(keyOf(blockOf(long.replaceAll('bridge', '“bridge”'))));
    expect(keyOf(blockOf(long))).not.toBe(keyOf(blockOf(`${long} It said so.`)));
  });
});
