import { isDeepStrictEqual } from 'node:util';

/** An item as the document client shows it. */
export type Item = Readonly<Record<string, unknown>>;

/** What the placeholders of an expression stand for. */
export type Placeholders = {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
};

type Scope = { readonly item: Item } & Placeholders;
type Value = (scope: Scope) => unknown;
type Test = (scope: Scope) => boolean;
type Path = (scope: Scope) => readonly string[];

/** Whether a condition of DynamoDB's language holds of an item; of no item, none of its attributes exist. */
export function holds(condition: string, item: Item | undefined, given: Placeholders): boolean {
  const test = parsed(conditions, condition, (tokens) => tokens.whole(either(tokens)));
  return test({ item: item ?? {}, ...given });
}

/** An item after an update of DynamoDB's language; all that it reads is as it was before. */
export function updated(update: string, item: Item, given: Placeholders): Item {
  const steps = parsed(updates, update, (tokens) => tokens.whole(clauses(tokens)));
  const changes = steps.map((prepare) => prepare({ item, ...given }));
  return changes.reduce((after, change) => change(after), item);
}

type Change = (item: Item) => Item;
type Prepare = (scope: Scope) => Change;

const conditions = new Map<string, Test>();
const updates = new Map<string, readonly Prepare[]>();

function parsed<T>(known: Map<string, T>, text: string, parse: (tokens: Tokens) => T): T {
  const found = known.get(text) ?? parse(new Tokens(text));
  known.set(text, found);
  return found;
}

class Tokens {
  private readonly text: string;
  private readonly all: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.text = text;
    this.all = text.match(/[#:]?[A-Za-z_]\w*|[#:]\d+|\d+|<>|<=|>=|[^\s]/g) ?? [];
  }

  /** Takes the next token if it is one of these. */
  take(...wanted: readonly string[]): string | undefined {
    const next = this.all[this.at];
    if (next === undefined || !wanted.includes(next)) return undefined;
    this.at++;
    return next;
  }

  next(): string {
    const next = this.all[this.at++];
    if (next === undefined) throw new Error(`the expression ends too soon: ${this.text}`);
    return next;
  }

  must(wanted: string): void {
    if (this.take(wanted) === undefined)
      throw new Error(`${wanted} is missing at token ${this.at} of: ${this.text}`);
  }

  whole<T>(parsedAll: T): T {
    if (this.at < this.all.length) throw new Error(`what is ${this.all[this.at]} in: ${this.text}`);
    return parsedAll;
  }
}

function either(tokens: Tokens): Test {
  const tests = [both(tokens)];
  while (tokens.take('OR')) tests.push(both(tokens));
  return (scope) => tests.some((test) => test(scope));
}

function both(tokens: Tokens): Test {
  const tests = [single(tokens)];
  while (tokens.take('AND')) tests.push(single(tokens));
  return (scope) => tests.every((test) => test(scope));
}

function single(tokens: Tokens): Test {
  if (tokens.take('NOT')) {
    const test = single(tokens);
    return (scope) => !test(scope);
  }
  if (tokens.take('(')) {
    const test = either(tokens);
    tokens.must(')');
    return test;
  }
  const named = tokens.take('attribute_exists', 'attribute_not_exists', 'begins_with', 'contains');
  return named === undefined ? comparison(tokens) : functionTest(named, tokens);
}

function functionTest(name: string, tokens: Tokens): Test {
  tokens.must('(');
  const subject = value(tokens);
  const operand = tokens.take(',') === undefined ? undefined : value(tokens);
  tokens.must(')');
  return (scope) => {
    const [is, given] = [subject(scope), operand?.(scope)];
    switch (name) {
      case 'attribute_exists':
        return is !== undefined;
      case 'attribute_not_exists':
        return is === undefined;
      case 'begins_with':
        return typeof is === 'string' && is.startsWith(String(given));
      default:
        return (typeof is === 'string' || Array.isArray(is)) && is.includes(given as string);
    }
  };
}

function comparison(tokens: Tokens): Test {
  const left = value(tokens);
  if (tokens.take('BETWEEN')) {
    const from = value(tokens);
    tokens.must('AND');
    const to = value(tokens);
    return (scope) => isInOrder(from(scope), left(scope)) && isInOrder(left(scope), to(scope));
  }
  if (tokens.take('IN')) {
    tokens.must('(');
    const wanted = [value(tokens)];
    while (tokens.take(',')) wanted.push(value(tokens));
    tokens.must(')');
    return (scope) => wanted.some((one) => isDeepStrictEqual(one(scope), left(scope)));
  }
  const operator = tokens.next();
  const right = value(tokens);
  return (scope) => compare(operator, left(scope), right(scope));
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  switch (operator) {
    case '=':
      return left !== undefined && isDeepStrictEqual(left, right);
    case '<>':
      return !isDeepStrictEqual(left, right);
    case '<':
      return isInOrder(left, right) && left !== right;
    case '<=':
      return isInOrder(left, right);
    case '>':
      return isInOrder(right, left) && left !== right;
    case '>=':
      return isInOrder(right, left);
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

/** Values of two types are in no order. */
function isInOrder(first: unknown, second: unknown): boolean {
  if (typeof first === 'number' && typeof second === 'number') return first <= second;
  return typeof first === 'string' && typeof second === 'string' && first <= second;
}

function clauses(tokens: Tokens): Prepare[] {
  const steps: Prepare[] = [];
  for (let clause = tokens.take(...clauseNames); clause; clause = tokens.take(...clauseNames))
    do steps.push(action(clause, tokens));
    while (tokens.take(','));
  return steps;
}

const clauseNames = ['SET', 'REMOVE', 'ADD'] as const;

function action(clause: string, tokens: Tokens): Prepare {
  const target = path(tokens);
  if (clause === 'REMOVE') return (scope) => setAt(target(scope), undefined);
  if (clause === 'SET') tokens.must('=');
  const given = value(tokens);
  if (clause === 'SET') return (scope) => setAt(target(scope), need(given(scope)));
  return (scope) => {
    const [at, more] = [target(scope), given(scope)];
    return setAt(at, Number(valueAt(scope.item, at) ?? 0) + Number(more));
  };
}

const need = <T>(given: T): T => {
  if (given === undefined) throw new Error('the update refers to an attribute that is not there');
  return given;
};

const setAt =
  (at: readonly string[], given: unknown): Change =>
  (item) =>
    withAt(item, at, given);

function withAt(of: unknown, [name = '', ...rest]: readonly string[], given: unknown): Item {
  if (typeof of !== 'object' || of === null) throw new Error(`there is no place for ${name}`);
  const { [name]: inner, ...others } = of as Item;
  const set = rest.length === 0 ? given : withAt(inner, rest, given);
  return set === undefined ? others : { ...others, [name]: set };
}

function value(tokens: Tokens): Value {
  const first = term(tokens);
  const sign = tokens.take('+', '-');
  if (sign === undefined) return first;
  const second = term(tokens);
  return (scope) =>
    Number(need(first(scope))) + (sign === '+' ? 1 : -1) * Number(need(second(scope)));
}

function term(tokens: Tokens): Value {
  if (tokens.take('if_not_exists')) {
    tokens.must('(');
    const there = value(tokens);
    tokens.must(',');
    const otherwise = value(tokens);
    tokens.must(')');
    return (scope) => there(scope) ?? otherwise(scope);
  }
  if (tokens.take('size')) {
    tokens.must('(');
    const of = value(tokens);
    tokens.must(')');
    return (scope) => (of(scope) as { length?: number } | undefined)?.length;
  }
  const steps = path(tokens);
  return (scope) => {
    const [first = '', ...rest] = steps(scope);
    if (rest.length > 0 || !first.startsWith(':')) return valueAt(scope.item, [first, ...rest]);
    const given = scope.ExpressionAttributeValues ?? {};
    if (!(first in given)) throw new Error(`nothing is given for ${first}`);
    return given[first];
  };
}

function path(tokens: Tokens): Path {
  const steps = [tokens.next()];
  for (let sign = tokens.take('.', '['); sign; sign = tokens.take('.', '[')) {
    steps.push(tokens.next());
    if (sign === '[') tokens.must(']');
  }
  return ({ ExpressionAttributeNames: names = {} }) =>
    steps.map((step) => (step.startsWith('#') ? nameOf(step, names) : step));
}

function nameOf(step: string, names: Readonly<Record<string, string>>): string {
  const name = names[step];
  if (name === undefined) throw new Error(`no attribute is given for ${step}`);
  return name;
}

const valueAt = (item: unknown, at: readonly string[]): unknown => at.reduce(partOf, item);

const partOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
