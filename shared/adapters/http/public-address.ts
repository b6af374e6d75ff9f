import ipaddr from 'ipaddr.js';

/** Addresses that are unicast by the book and lead into a cloud all the same. */
const clouds = new Set(['168.63.129.16']); // Azure's wire server
const globalV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** RFC 9637; ipaddr.js knows only the older documentation prefix. */
const documentationV6 = ipaddr.IPv6.parseCIDR('3fff::/20');
/** RFC 6052: an IPv4 address behind a translator. */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Tells whether an IP literal belongs to the public internet.
 *
 * Addresses that wrap an IPv4 address (mapped, NAT64) are judged by it. What we do not know is not public.
 *
 * @example
 * isPublicAddress('::ffff:169.254.169.254') // false
 */
export function isPublicAddress(literal: string): boolean {
  if (literal.includes('%') || !ipaddr.isValid(literal)) return false;
  const address = ipaddr.process(literal);
  return address.kind() === 'ipv4'
    ? isPublicV4(address as ipaddr.IPv4)
    : isPublicV6(address as ipaddr.IPv6);
}

const isPublicV4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && !clouds.has(address.toString());

function isPublicV6(address: ipaddr.IPv6): boolean {
  if (address.match(nat64)) return isPublicV4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return (
    address.match(globalV6) && address.range() === 'unicast' && !address.match(documentationV6)
  );
}
