/** Unicode to windows-1256, turned round from the decoder that the platform brings. */
const OCTETS = new Map(
  Array.from({ length: 256 }, (_, octet) => [
    new TextDecoder('windows-1256').decode(Uint8Array.of(octet)),
    octet,
  ]),
);

/**
 * Encodes text as windows-1256; what it has no octet for becomes a numeric character reference.
 *
 * @example
 * encodeWindows1256('خبر') // Uint8Array [ 0xCE, 0xC8, 0xD1 ]
 */
export function encodeWindows1256(text: string): Uint8Array {
  const octets: number[] = [];
  for (const character of text) {
    const octet = OCTETS.get(character);
    if (octet !== undefined) octets.push(octet);
    else octets.push(...new TextEncoder().encode(`&#${character.codePointAt(0)};`));
  }
  return Uint8Array.from(octets);
}
