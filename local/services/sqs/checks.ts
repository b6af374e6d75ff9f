import type { MessageAttribute } from './message.ts';
import { invalidParameter, SqsError } from './sqs-error.ts';

/** Largest message, and largest batch, in bytes. */
export const maxMessageBytes = 1_048_576;

/**
 * Finds a character that SQS refuses: whatever XML 1.0 does not allow.
 *
 * @returns as in the message of SQS, such as `#x0`
 *
 * @example
 * findIllegalCharacter('😀\t') // undefined
 * findIllegalCharacter('a\u0001') // '#x1'
 */
export function findIllegalCharacter(text: string): string | undefined {
  // Half a surrogate pair is a character of its own here, and not allowed.
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (!isLegal(code)) return `#x${code.toString(16).toUpperCase()}`;
    if (code > 0xffff) at++;
  }
  return undefined;
}

const isLegal = (code: number): boolean =>
  (code >= 0x20 && code <= 0xd7ff) ||
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000;

/** @throws SqsError when the text holds a character that SQS refuses */
export function checkCharacters(text: string, where: string): void {
  const illegal = findIllegalCharacter(text);
  if (illegal === undefined) return;
  throw new SqsError(
    'InvalidMessageContents',
    `Invalid binary character '${illegal}' was found in the ${where}, the set of allowed characters is ` +
      '#x9 | #xA | #xD | [#x20 to #xD7FF] | [#xE000 to #xFFFD] | [#x10000 to #x10FFFF]',
  );
}

type Sized = {
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
};

/** What counts against the size limit: the body, and names, types and values of the attributes. */
export function messageBytes({ body, attributes }: Sized): number {
  const sizes = Object.entries(attributes).map(
    ([name, { DataType, StringValue, BinaryValue }]) =>
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue ?? '') +
      Buffer.byteLength(BinaryValue ?? '', 'base64'),
  );
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}

/** @throws SqsError when an attribute breaks a rule of SQS */
export function checkAttributes(attributes: Readonly<Record<string, MessageAttribute>>): void {
  const entries = Object.entries(attributes);
  if (entries.length > 10) {
    throw invalidParameter(
      'MessageAttributes',
      entries.length,
      'Number of message attributes exceeds 10.',
    );
  }
  for (const [name, attribute] of entries) checkAttribute(name, attribute);
}

function checkAttribute(name: string, { DataType, StringValue, BinaryValue }: MessageAttribute) {
  const refuse = (reason: string) => invalidParameter('MessageAttributes', name, reason);
  if (!/^(?!\.|.*\.\.|.*\.$|aws\.|amazon\.)[\w.-]{1,256}$/i.test(name)) {
    throw refuse('The attribute name is not allowed.');
  }
  const type = /^(String|Number|Binary)(\.|$)/.exec(DataType)?.[1];
  if (type === undefined || DataType.length > 256) {
    throw refuse(`The type ${DataType} must start with Binary, Number or String.`);
  }
  const value = type === 'Binary' ? BinaryValue : StringValue;
  if (value === undefined || value === '') {
    throw refuse(`The message attribute must contain a non-empty value of type ${type}.`);
  }
  if (type !== 'Binary') checkCharacters(value, 'message attributes');
  // Number('') is 0, but it was refused above.
  if (type === 'Number' && !Number.isFinite(Number(value))) {
    throw refuse(`Can't cast the value of the message attribute to a number.`);
  }
}

/** @throws SqsError unless it is 1 to 128 letters, digits and punctuation marks of ASCII */
export function checkToken(parameter: string, value: string): void {
  if (/^[!-~]{1,128}$/.test(value)) return;
  throw invalidParameter(
    parameter,
    value,
    `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

/** @throws SqsError unless it is a whole number within limits */
export function checkRange(
  parameter: string,
  value: number,
  [least, most]: readonly [number, number],
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw invalidParameter(parameter, value, `Must be between ${least} and ${most}, if provided.`);
}
