import { html, type TemplateResult } from 'lit';

export interface FileObject {
  id?: string | undefined;
  link?: string | undefined;
}

export function renderImage(file: FileObject, name: string): TemplateResult {
  return html`<img src=${addressOf(file)} alt=${name} />`;
}

export function renderVideo(file: FileObject): TemplateResult {
  return html`<video controls preload="metadata" aria-label="Video" src=${addressOf(file)}></video>`;
}

export function renderAudio(file: FileObject): TemplateResult {
  return html`<audio controls preload="metadata" aria-label="Audio" src=${addressOf(file)}></audio>`;
}

export function renderDocument(file: FileObject & { filename?: string | undefined }): TemplateResult {
  return html`<a href=${addressOf(file)} download=${file.filename ?? ''}>${file.filename ?? 'Document'}</a>`;
}

function addressOf({ id, link }: FileObject): string {
  return id === undefined ? (link ?? '') : `/control/media/${id}`;
}
