import { describe, expect, it } from 'vitest';
import { holds, updated } from './expressions.ts';

const item = { id: 'a', version: 2, at: '2030-05-05', inner: { state: 'live' }, list: ['x'] };

describe('a condition', () => {
  it.each([
    ['attribute_exists(id)', true],
    ['attribute_not_exists(version)', false],
    ['version = :two', true],
    ['version < :two', false],
    ['version <= :two AND at > :day', true],
    ['version > :two OR at BETWEEN :day AND :later', true],
    ['NOT (inner.#state = :live)', false],
    ['missing = :two', false],
    ['missing <> :two', true],
    // Of two types there is no order.
    ['at < :two', false],
    ['begins_with(at, :day)', false],
    ['contains(list, :x)', true],
    ['version IN (:two, :live)', true],
  ])('%s of an item is %s', (condition, wanted) => {
    const given = {
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ...{ ':two': 2, ':day': '2030-05-04', ':later': '2030-05-06', ':live': 'live', ':x': 'x' },
      },
    };
    expect(holds(condition, item, given)).toBe(wanted);
  });

  it('finds none of the attributes of an item that is not there', () => {
    expect(holds('attribute_not_exists(id)', undefined, {})).toBe(true);
  });

  it('says which placeholder stands for nothing', () => {
    expect(() => holds('version = :none', item, {})).toThrow(':none');
  });
});

describe('an update', () => {
  it('reads all as it was before, and leaves the rest and the item itself alone', () => {
    const after = updated(
      'SET version = version + :one, was = version, inner.#state = :gone REMOVE at ADD used :one',
      item,
      {
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':one': 1, ':gone': 'gone' },
      },
    );
    expect(after).toEqual({
      ...{ id: 'a', version: 3, was: 2, inner: { state: 'gone' }, list: ['x'], used: 1 },
    });
    expect(item).toMatchObject({ version: 2, inner: { state: 'live' } });
  });

  it('refuses what refers to nothing', () => {
    const given = { ExpressionAttributeValues: { ':one': 1 } };
    expect(() => updated('SET sum = missing + :one', item, given)).toThrow('not there');
  });
});
