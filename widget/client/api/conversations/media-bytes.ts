/** Reading the file of a message in the page. It is loaded on demand. */

/** The bytes of a file at such an address; null: there are more than `maxBytes`. */
export async function readFile(address: string, maxBytes: number): Promise<ArrayBuffer | null> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The file could not be read: ${answer.status}`);
  if (Number(answer.headers.get('Content-Length') ?? 0) <= maxBytes) return answer.arrayBuffer();
  await answer.body?.cancel();
  return null;
}
