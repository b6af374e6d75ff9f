import { describe, expect, it } from 'vitest';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import type { ArticleId } from '../../shared/model/ids.ts';
import type { Link } from '../../shared/model/story.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const storeOf = () => dynamoLinkStore(services.dynamo, services.names.tables.links);
const id = (name: string) => `a${name}` as ArticleId;

const aLink = (overrides: Partial<Link>): Link => ({
  ...{ articleId: id('one'), otherId: id('two'), kind: 'same-story', role: 'peer', score: 0.4 },
  evidence: { terms: ['bridge'], names: [], places: ['GB'], numbers: ['40'] },
  ...{ linkedAt: '2026-01-05T10:00:00.000Z', otherUrl: 'https://b.example/', otherTitle: 'B' },
  ...overrides,
});

describe('the link store', () => {
  it('finds the links of an article, in order of kind', async () => {
    const copy = aLink({ kind: 'copy', role: 'from', otherId: id('three') });
    const peer = aLink({});
    await storeOf().saveAll([peer, copy, aLink({ articleId: id('else') })]);
    expect(await storeOf().findOf(id('one'))).toEqual([copy, peer]);
  });

  it('finds many by their keys, and leaves out what is not there', async () => {
    const links = [id('five'), id('six')].map((articleId) => aLink({ articleId }));
    await storeOf().saveAll(links);
    const keys = [...links, ...links, aLink({ articleId: id('seven') })];
    const found = await storeOf().findMany(keys);
    expect(found.toSorted((a, b) => (a.articleId < b.articleId ? -1 : 1))).toEqual(links);
    expect(await storeOf().findMany([])).toEqual([]);
  });

  it('stores a link of the same key once, the last one', async () => {
    const links = [0.1, 0.2].map((score) => aLink({ articleId: id('again'), score }));
    await storeOf().saveAll(links);
    await storeOf().saveAll(links);
    expect(await storeOf().findOf(id('again'))).toEqual([links[1]]);
  });

  it('stores and removes more links than one request holds', async () => {
    const links = Array.from({ length: 60 }, (_, n) =>
      aLink({ articleId: id('many'), otherId: id(String(n)) }),
    );
    await storeOf().saveAll(links);
    expect(await storeOf().findOf(id('many'))).toHaveLength(60);
    await storeOf().removeAll([...links.slice(1), ...links.slice(1)]);
    expect(await storeOf().findOf(id('many'))).toEqual([links[0]]);
  });
});
