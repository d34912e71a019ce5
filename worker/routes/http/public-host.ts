const privateEndings = [
  'localhost',
  'local',
  'internal',
  'lan',
  'home',
  'corp',
  'intranet',
  'test',
  'invalid',
  'arpa',
];

/** Whether a name is one of the public internet: no address in numbers, and no name that only a network of one's own knows. */
export function isPublicHost(hostname: string): boolean {
  const labels = hostname.toLowerCase().split('.');
  const ending = labels.at(-1) ?? '';
  return labels.length > 1 && /^[a-z][a-z0-9-]*$/.test(ending) && !privateEndings.includes(ending);
}
