/**
 * The origin that somebody means who writes `shop.example`: most people leave the scheme out. What has a path stays as
 * it is, for the Worker to refuse: that would allow more than is written.
 */
export function siteOrigin(text: string): string {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  return url !== null && url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : text;
}
