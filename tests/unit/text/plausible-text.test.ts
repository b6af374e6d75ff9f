import { describe, expect, it } from 'vitest';
import { isPlausible } from '../../../shared/text/plausible-text.ts';
import { councilTexts } from '../../builders/council-texts.ts';

describe('isPlausible', () => {
  it.each([
    ['windows-1251', councilTexts.ru],
    ['windows-1251', councilTexts.uk],
    ['windows-1253', councilTexts.el],
    ['windows-1255', councilTexts.he],
    ['windows-1256', councilTexts.ar],
    ['windows-1256', councilTexts.fa],
    ['windows-874', councilTexts.th],
    ['gbk', councilTexts.zh],
    ['gbk', councilTexts['zh-Hant']],
    ['big5', councilTexts['zh-Hant']],
    ['shift_jis', councilTexts.ja],
    ['euc-kr', councilTexts.ko],
    ['windows-1251', councilTexts.en],
    ['windows-1252', councilTexts.de],
    ['windows-1252', 'Það rigndi í þrjá daga, og síðan kom sólin og þurrkaði göturnar.'],
    ['gbk', 'iPhone手机'],
  ])('believes %s of %j', (encoding, text) => expect(isPlausible(text, encoding)).toBe(true));

  it.each([
    ['gbk', 'big5', councilTexts['zh-Hant']],
    ['big5', 'gbk', councilTexts.zh],
    ['euc-kr', 'gbk', councilTexts.zh],
    ['gbk', 'shift_jis', councilTexts.ja],
    ['windows-1251', 'iso-8859-5', councilTexts.ru],
    ['windows-1251', 'windows-1253', councilTexts.el],
    ['windows-1252', 'windows-1254', councilTexts.tr],
  ])('does not believe %s of what is in %s', async (claimed, encoding, text) => {
    const { default: iconv } = await import('iconv-lite');
    const misread = new TextDecoder(claimed).decode(iconv.encode(text, encoding));
    expect(isPlausible(misread, claimed)).toBe(false);
  });
});
