import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { componentOf, type TemplateDefinition } from '../../../../worker/whatsapp/templates/definition.ts';
import { sampleIdIn } from '../../../../worker/whatsapp/templates/sample-handle.ts';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { failureOf } from '../../../client/api/api-failure.ts';
import { getTemplateSample } from '../../../client/api/templates.ts';

interface PicturesHost extends ReactiveControllerHost {
  readonly api: ApiClient | null;
  readonly inbox: string;
}

/**
 * The example files of a template, by their handles. Those that the Worker keeps are loaded again when a draft is opened;
 * a file that went to Meta without being kept can be seen only on the page that uploaded it.
 */
export class SamplePictures implements ReactiveController {
  #host: PicturesHost;
  /** Null for a file without a picture of it. */
  #urls = new Map<string, string | null>();
  #lost = new Set<string>();
  #asked = new Set<string>();

  constructor(host: PicturesHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    for (const url of this.#urls.values()) if (url !== null) URL.revokeObjectURL(url);
    this.#urls.clear();
    this.#asked.clear();
  }

  /** A file that was uploaded here. */
  add(handle: string, file: Blob): void {
    this.#urls.set(handle, file.type.startsWith('image/') ? URL.createObjectURL(file) : null);
    this.#lost.delete(handle);
  }

  /** Loads what is not here yet. */
  load(definition: TemplateDefinition): void {
    const cards = componentOf(definition.components, 'CAROUSEL')?.cards ?? [];
    for (const { components } of [definition, ...cards]) {
      const handle = handleIn(components);
      if (handle === null || this.#urls.has(handle) || this.#asked.has(handle)) continue;
      this.#asked.add(handle);
      void this.#load(handle);
    }
  }

  async #load(handle: string): Promise<void> {
    const { api, inbox } = this.#host;
    const id = sampleIdIn(handle);
    const failure = await failureOf(async () => {
      if (api && id !== null) this.add(handle, await getTemplateSample(api, inbox, id));
    });
    // Without a connection, it is not known whether the file is still there.
    if (id === null || failure?.status === 404) this.#lost.add(handle);
    this.#host.requestUpdate();
  }

  /** The address of the picture above these components; null if there is none to show. */
  pictureIn(components: TemplateDefinition['components']): string | null {
    return this.#urls.get(handleIn(components) ?? '') ?? null;
  }

  /** The picture above a template, or above one of its cards. */
  pictureOf({ components }: TemplateDefinition, card: number | null): string | null {
    const cards = componentOf(components, 'CAROUSEL')?.cards ?? [];
    return this.pictureIn(card === null ? components : (cards[card]?.components ?? []));
  }

  /** Whether the file has to be chosen again before the template is submitted. */
  isLost(handle: string): boolean {
    return this.#lost.has(handle);
  }
}

function handleIn(components: TemplateDefinition['components']): string | null {
  return componentOf(components, 'HEADER')?.example?.header_handle?.[0] ?? null;
}
