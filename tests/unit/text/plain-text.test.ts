import { describe, expect, it } from 'vitest';
import { plainText } from '../../../shared/text/plain-text.ts';

describe('plainText', () => {
  it.each([
    ['<p>Fish &amp;amp; chips</p><p>5 <b>pm</b></p>', 'Fish & chips\n5 pm'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['vector<int> and 3 < 4', 'vector<int> and 3 < 4'],
    ['x<script>alert("<p>")</script>y<!-- z -->', 'x y'],
    ['never closed <script>still text', 'never closed still text'],
    ['  one\n two ', 'one\n two'.replace('\n ', '\n')],
  ])('reads %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it('comes to the end of a megabyte of openings', () => {
    for (const piece of ['<script>', '<!--', '<p ', '&amp;', '\n '])
      expect(() => plainText(piece.repeat(150_000))).not.toThrow();
  });
});
