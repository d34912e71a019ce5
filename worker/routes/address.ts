/** Where a request comes from, as Cloudflare says; empty on a machine of one's own. */
export function addressOf(request: Request): string {
  return request.headers.get('cf-connecting-ip') ?? '';
}
