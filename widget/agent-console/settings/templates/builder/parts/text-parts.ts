/** Header, body and footer, with the examples of their variables. */
import { html, nothing } from 'lit';
import {
  type BodyComponent,
  componentOf,
  type HeaderComponent,
  mediaFormats,
} from '../../../../../../worker/whatsapp/templates/definition.ts';
import { kindOf, maxBodyOf } from '../../../../../../worker/whatsapp/templates/kind-rules.ts';
import {
  bodySamples,
  headerSamples,
  maxFooter,
  maxHeader,
  type Samples,
} from '../../../../../../worker/whatsapp/templates/text-rules.ts';
import { type ParameterFormat, variablesIn } from '../../../../../../worker/whatsapp/templates/variables.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import { icons } from '../../../../../theme/icons.ts';
import { renderField, renderSelect } from '../../../../ui/controls/field.ts';
import { type Builder, errorAt, renderMoreErrors, renderWarnings } from '../builder.ts';
import { drop, nextVariable, put, withBodyText, withHeaderText } from '../definition-edit.ts';

const headerChoices = ['NONE', 'TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'] as const;
type HeaderChoice = (typeof headerChoices)[number];

/** What Meta takes as an example of each. */
const fileTypes: Readonly<Record<string, string>> = {
  IMAGE: 'image/jpeg,image/png',
  VIDEO: 'video/mp4',
  DOCUMENT: 'application/pdf',
};

export const isMediaFormat = (format: string) => mediaFormats.some((one) => one === format);

export function renderHeaderPart(builder: Builder) {
  const { definition } = builder;
  const header = componentOf(definition.components, 'HEADER');
  const shown = headerChoices.find((one) => one === (header?.format ?? 'NONE'));
  // An offer has a picture or a video above it.
  const isOffer = kindOf(definition) === 'offer';
  const choices = headerChoices.filter(
    (one) => !isOffer || one === 'NONE' || one === 'IMAGE' || one === 'VIDEO',
  );
  return html`<fieldset>
    <legend>${words.header}</legend>
    ${
      shown === undefined
        ? html`<p class="quiet">${words.keptPart}</p>`
        : renderSelect<HeaderChoice>({
            ...{ name: 'header.format', label: words.headerFormat, value: shown },
            options: choices.map((one) => [one, words.headerFormats[one]] as const),
            change: (format) =>
              builder.change(
                format === 'NONE'
                  ? drop(definition, 'HEADER')
                  : put(definition, { type: 'HEADER', format, ...(format === 'TEXT' && { text: '' }) }),
              ),
          })
    }
    ${header ? renderHeaderContent(builder, header) : nothing} ${renderWarnings(builder, 'header')}
  </fieldset>`;
}

function renderHeaderContent(builder: Builder, header: HeaderComponent) {
  const { definition } = builder;
  const { parameter_format: format } = definition;
  if (header.format === 'TEXT') {
    const text = header.text ?? '';
    const change = (next: string) => builder.change(put(definition, withHeaderText(header, next, format)));
    return html`${renderField({
      ...{ name: 'header', label: words.headerText, value: text, max: maxHeader, change },
      problem: errorAt(builder, 'header'),
    })}
      ${variablesIn(text).names.length > 0 ? nothing : renderAddVariable('header', text, format, change)}
      ${renderSamples(builder, 'header', headerSamples(header), text, (samples) =>
        builder.change(put(definition, withHeaderText(header, text, format, samples))),
      )}`;
  }
  if (header.format === 'LOCATION') return html`<p class="quiet">${words.locationHint}</p>`;
  return isMediaFormat(header.format) ? renderMediaField(builder, header, null) : nothing;
}

/** The file is kept by the Worker, and its handle is in the template. */
export function renderMediaField(builder: Builder, header: HeaderComponent, card: number | null) {
  const place = card === null ? 'header' : `cards.${card}.header`;
  const handle = header.example?.header_handle?.[0];
  const problem = errorAt(builder, place);
  const isUploading = builder.uploading === place;
  return html`<div class="field">
    <label for=${place}>${words.exampleFile}</label>
    <input
      id=${place}
      type="file"
      class="input"
      accept=${fileTypes[header.format] ?? nothing}
      aria-describedby="${place}-hint"
      aria-invalid=${problem === null ? nothing : 'true'}
      ?disabled=${isUploading}
      @change=${({ target }: Event) => {
        const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
        if (file) builder.upload(file, { place, card, format: header.format });
      }}
    />
    <div class="below" id="${place}-hint" role="status">
      ${
        isUploading
          ? html`<span>${words.uploading}</span>`
          : problem !== null
            ? html`<span class="wrong">${icons.wrong}${problem}</span>`
            : handle !== undefined && builder.isLost(handle)
              ? html`<span class="wrong">${icons.wrong}${words.exampleLost}</span>`
              : html`<span>${handle ? words.uploaded : words.fileHints[header.format === 'VIDEO' || header.format === 'DOCUMENT' ? header.format : 'IMAGE']}</span>`
      }
    </div>
  </div>`;
}

export function renderBodyPart(builder: Builder) {
  const { definition } = builder;
  const body: BodyComponent = componentOf(definition.components, 'BODY') ?? { type: 'BODY', text: '' };
  const { parameter_format: format } = definition;
  const text = body.text ?? '';
  const change = (next: string) => builder.change(put(definition, withBodyText(body, next, format)));
  return html`<fieldset>
    <legend>${words.body}</legend>
    ${renderField({
      ...{
        name: 'body',
        label: words.bodyText,
        value: text,
        rows: 5,
        max: maxBodyOf(kindOf(definition)),
        change,
      },
      problem: errorAt(builder, 'body'),
      hint: words.bodyHint,
    })}
    ${renderMoreErrors(builder, 'body')} ${renderWarnings(builder, 'body')}
    ${renderAddVariable('body', text, format, change)}
    ${renderSamples(builder, 'body', bodySamples(body), text, (samples) =>
      builder.change(put(definition, withBodyText(body, text, format, samples))),
    )}
  </fieldset>`;
}

/** Adds the next variable where the cursor is. */
export function renderAddVariable(
  name: string,
  text: string,
  format: ParameterFormat,
  change: (text: string) => void,
) {
  return html`<div>
    <button
      type="button"
      class="button"
      @click=${({ currentTarget }: Event) => {
        const root = currentTarget instanceof HTMLElement ? currentTarget.getRootNode() : null;
        const field = root instanceof ShadowRoot ? root.getElementById(name) : null;
        const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
        const at = isText ? (field.selectionStart ?? text.length) : text.length;
        change(text.slice(0, at) + nextVariable(text, format) + text.slice(at));
      }}
    >
      ${icons.plus}${words.addVariable}
    </button>
  </div>`;
}

export function renderSamples(
  builder: Builder,
  place: string,
  samples: Samples,
  text: string,
  change: (samples: Samples) => void,
) {
  const { names } = variablesIn(text);
  if (names.length === 0) return nothing;
  return html`<div class="pair">
    ${names.map((name) =>
      renderField({
        name: `${place}.${name}`,
        label: words.sampleOf(`{{${name}}}`),
        value: samples.get(name) ?? '',
        problem: errorAt(builder, `${place}.${name}`),
        change: (sample) => change(new Map([...samples, [name, sample]])),
      }),
    )}
  </div>`;
}

export function renderFooterPart(builder: Builder) {
  const { definition } = builder;
  const footer = componentOf(definition.components, 'FOOTER');
  return html`<fieldset>
    <legend>${words.footer}</legend>
    ${renderField({
      ...{ name: 'footer', label: words.footerText, value: footer?.text ?? '', max: maxFooter },
      problem: errorAt(builder, 'footer'),
      hint: words.optional,
      change: (text) =>
        builder.change(text === '' ? drop(definition, 'FOOTER') : put(definition, { type: 'FOOTER', text })),
    })}
    ${renderWarnings(builder, 'footer')}
  </fieldset>`;
}
