import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseUrl } from '../../../shared/url/parse-url.ts';

it('reads what is an address, alone or taken from another', () => {
  expect(parseUrl('https://news.example/a')?.href).toBe('https://news.example/a');
  expect(parseUrl('../tram', 'https://news.example/2026/a')?.href).toBe(
    'https://news.example/tram',
  );
});

it.each(['', 'tram', 'http://', 'http://[', 'https://a b/'])('takes %j for none', (text) => {
  expect(parseUrl(text)).toBeUndefined();
});

it('reads letters of Latin-1 however often it has read others', () => {
  for (let round = 0; round < 20_000; round++) parseUrl(`https://news.example/${round % 7}`);
  expect(parseUrl('https://b\u00fccher.example/\u00e9t\u00e9')?.hostname).toBe(
    'xn--bcher-kva.example',
  );
});

it('is what everyone asks, since Node 20 cannot be asked itself', () => {
  const root = path.join(import.meta.dirname, '../../..');
  const sources = ['shared', 'functions', 'local', 'cli', 'infra'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => path.join(folder, file)),
  );
  expect(sources.length).toBeGreaterThan(300);
  const asking = sources.filter((file) =>
    readFileSync(path.join(root, file), 'utf8').includes('URL.canParse('),
  );
  expect(asking).toEqual([]);
});
