/** The client's address, from Cloudflare; empty on a local machine. */
export function addressOf(request: Request): string {
  return request.headers.get('cf-connecting-ip') ?? '';
}

/**
 * The part of an address that counts as one caller: an IPv4 address, or an IPv6 network of 64 bits, because the owner
 * of one address in it has all of them (RFC 6177, RFC 4291 section 2.5.4). An IPv4 address written as IPv6 counts as
 * itself.
 */
export function networkOf(address: string): string {
  const text = address.trim().toLowerCase();
  if (!text.includes(':')) return text;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = text.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  const network = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}
