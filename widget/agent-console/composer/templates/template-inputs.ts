/** The inputs for the fields of a template. */
import { html, nothing } from 'lit';
import type {
  TemplateField,
  TemplateValues,
} from '../../../../worker/whatsapp/sending/templates/template-fields.ts';
import { strings } from '../../../locales/strings.ts';
import { insertText } from '../text/insert-text.ts';
import type { ProductFields } from './product-fields.ts';

export interface TemplateInputs {
  readonly values: TemplateValues;
  /** Names of uploaded files, by the field's id. */
  readonly files: Readonly<Record<string, string>>;
  readonly products: ProductFields;
  problemOf(field: TemplateField): string | null;
  fill(id: string, value: string): void;
  attach(id: string, kind: TemplateField['kind'], file: File): void;
}

/** Optional fields are folded. A file's name appears beside the file, although it is optional. */
export function renderInputs(fields: readonly TemplateField[], inputs: TemplateInputs) {
  const isFolded = ({ isOptional, kind }: TemplateField) => isOptional && kind !== 'filename';
  const folded = fields.filter(isFolded);
  return html`${renderGroups(
    fields.filter((field) => !isFolded(field)),
    inputs,
  )}
  ${
    folded.length > 0
      ? html`<details><summary>${strings.optionalParts}</summary>${renderGroups(folded, inputs)}</details>`
      : nothing
  }`;
}

/** Each card of a carousel has its own group. */
function renderGroups(fields: readonly TemplateField[], inputs: TemplateInputs) {
  const cards = [...new Set(fields.map(({ card }) => card))];
  return cards.map((card) => {
    const inside = fields.filter((field) => field.card === card).map((field) => renderInput(field, inputs));
    return card === null
      ? inside
      : html`<fieldset><legend>${strings.cardNumber(card + 1)}</legend>${inside}</fieldset>`;
  });
}

function renderInput(field: TemplateField, inputs: TemplateInputs) {
  const { id, kind, name } = field;
  if (inputs.products.isChosen(field))
    return inputs.products.render(field, inputs.values[id] ?? '', inputs.problemOf(field));
  switch (kind) {
    case 'image':
    case 'video':
    case 'document':
      return renderFile({ id, kind }, inputs);
    case 'products':
      return html`<label
        >${strings.templatePart.products}
        <textarea
          class="input"
          name=${id}
          rows="3"
          @input=${({ target }: Event) => {
            if (target instanceof HTMLTextAreaElement) inputs.fill(id, target.value);
          }}
        ></textarea>
      </label>`;
    case 'offer_end':
      return html`<label
        >${strings.templatePart.offer_end}
        <input
          class="input"
          type="datetime-local"
          name=${id}
          @input=${({ target }: Event) => {
            if (!(target instanceof HTMLInputElement)) return;
            const at = new Date(target.value).getTime();
            inputs.fill(id, Number.isNaN(at) ? '' : String(at));
          }}
        />
      </label>`;
    default:
      return renderText(field, kind === 'text' ? strings.templateField(name) : partName(kind, name), inputs);
  }
}

const fileNames = { image: 'photo', video: 'video', document: 'document' } as const;

/** A file is uploaded, or linked. */
function renderFile({ id, kind }: { id: string; kind: keyof typeof fileNames }, inputs: TemplateInputs) {
  return html`<label
      >${strings.headerFile(strings[fileNames[kind]])}
      <input
        type="file"
        name=${id}
        @change=${({ target }: Event) => {
          const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
          if (file) inputs.attach(id, kind, file);
        }}
      />
      ${inputs.files[id] === undefined ? nothing : html`<small><bdi>${inputs.files[id]}</bdi></small>`}
    </label>
    <label
      >${strings.orLink}
      <input
        class="input"
        type="url"
        dir="ltr"
        name=${`${id}.link`}
        placeholder="https://"
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) inputs.fill(id, target.value);
        }}
      />
    </label>`;
}

/** The element with the id `about` lists the suggestions for a variable. */
function renderText(field: TemplateField, label: string, inputs: TemplateInputs) {
  const { id, kind, example } = field;
  const problem = inputs.problemOf(field);
  return html`<label
      >${label}
      <input
        class="input"
        name=${id}
        aria-invalid=${problem === null ? 'false' : 'true'}
        aria-describedby=${problem === null ? nothing : `problem-${id}`}
        @paste=${pasteOnOneLine}
        dir="auto"
        list=${kind === 'text' ? 'about' : nothing}
        inputmode=${kind === 'latitude' || kind === 'longitude' ? 'decimal' : 'text'}
        placeholder=${example ?? nothing}
        .value=${inputs.values[id] ?? ''}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) inputs.fill(id, target.value);
        }}
      />
    </label>
    ${problem === null ? nothing : html`<p class="problem" id="problem-${id}">${problem}</p>`}`;
}

/** A one-line field would join the lines of a pasted text without spaces. */
function pasteOnOneLine(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!/[\r\n\t]/.test(text) || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  insertText(event.target, text.trim().replace(/\s*[\r\n\t]\s*/g, ' '));
}

const buttonKinds: readonly string[] = ['url_suffix', 'coupon_code', 'payload', 'flow_token', 'flow_data'];

/** The label of a field, with the button that it belongs to. */
function partName(kind: keyof typeof strings.templatePart, name: string): string {
  const isOfButton = buttonKinds.includes(kind);
  return isOfButton ? `${strings.templatePart[kind]} \u2068“${name}”\u2069` : strings.templatePart[kind];
}
