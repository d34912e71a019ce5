/** Sharp at 48 CSS pixels on screens with four device pixels for each. */
const sidePx = 192;

/** The middle of a picture as a small square JPEG; null if the file is not a picture that the browser can read. */
export async function smallPicture(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const side = Math.min(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = sidePx;
  const context = canvas.getContext('2d');
  if (!context) return null;
  // A JPEG has no transparency.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, sidePx, sidePx);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  context.drawImage(bitmap, left, top, side, side, 0, 0, sidePx, sidePx);
  bitmap.close();
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
}
