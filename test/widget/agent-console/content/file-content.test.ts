import { render } from 'lit';
import { afterEach, describe, expect, it } from 'vitest';
import { renderFile } from '../../../../widget/agent-console/content/file-content.ts';

const stored = { state: 'stored', mimeType: 'image/jpeg', size: 9, error: null } as const;

/** The picture or video of a message whose file has these pixels. */
function shown(
  kind: 'image' | 'video',
  pixels: { width: number | null; height: number | null },
  url = '/file',
): HTMLElement {
  const element = document.createElement('div');
  document.body.append(element);
  render(renderFile(kind, {}, { direction: 'in', media: { ...stored, ...pixels }, url }), element);
  const file = element.querySelector<HTMLElement>('img, video');
  if (!file) throw new Error('No file is shown');
  return file;
}

const ratio = (file: HTMLElement) => Number(file.style.getPropertyValue('--ratio'));

afterEach(() => document.body.replaceChildren());

describe('the room of a picture', () => {
  it('a picture and a video have their own shape before they are loaded', () => {
    expect(ratio(shown('image', { width: 1200, height: 1600 }))).toBe(0.75);
    expect(ratio(shown('video', { width: 1920, height: 1080 }))).toBeCloseTo(16 / 9, 3);
  });

  it('a very high or wide picture stays within a shape that can be read', () => {
    expect(ratio(shown('image', { width: 10, height: 5000 }))).toBe(0.45);
    expect(ratio(shown('image', { width: 5000, height: 10 }))).toBe(5);
  });

  it('a picture of unknown size keeps the usual shape, even once it is loaded', () => {
    const picture = shown('image', { width: null, height: null });
    Object.defineProperties(picture, { naturalWidth: { value: 300 }, naturalHeight: { value: 100 } });
    picture.dispatchEvent(new Event('load'));
    expect(picture.getAttribute('style') ?? '').toBe('');
  });

  it('a picture that is still being sent takes its own shape from this device', () => {
    const picture = shown('image', { width: null, height: null }, 'blob:photo');
    Object.defineProperties(picture, { naturalWidth: { value: 300 }, naturalHeight: { value: 100 } });
    picture.dispatchEvent(new Event('load'));
    expect(ratio(picture)).toBe(3);
  });
});
