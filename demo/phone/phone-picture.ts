import { html, type TemplateResult } from 'lit';

export interface FileObject {
  id?: string | undefined;
  link?: string | undefined;
}

export function addressOf({ id, link }: FileObject): string {
  return id === undefined ? (link ?? '') : `/control/media/${id}`;
}

export function renderImage(file: FileObject, name: string): TemplateResult {
  return html`<img src=${addressOf(file)} alt=${name} />`;
}
