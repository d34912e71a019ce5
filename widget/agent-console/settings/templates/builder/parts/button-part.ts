/** The buttons of a template or of a card: their kinds, fields and order. */
import { html, nothing } from 'lit';
import {
  fixedTexts,
  maxButtons,
  maxButtonText,
  maxCode,
  maxOfKind,
  textKinds,
} from '../../../../../../worker/whatsapp/templates/button-rules.ts';
import type { TemplateButton } from '../../../../../../worker/whatsapp/templates/definition.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import { icons } from '../../../../../theme/icons.ts';
import { renderField } from '../../../../ui/controls/field.ts';
import '../../../../ui/overlays/menu.ts';
import { type Builder, errorAt, type NewField, renderErrors, renderWarnings } from '../builder.ts';
import { moved, newButton, withButton } from '../definition-edit.ts';
import { renderFlow } from './flow-part.ts';

const kinds = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'FLOW'] as const;
const cardKinds: readonly string[] = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'];
const maxCardButtons = 2;

interface ButtonList {
  buttons: readonly TemplateButton[];
  /** `buttons` or `cards.1.buttons`. */
  place: string;
  isCard?: boolean;
  change(buttons: TemplateButton[]): void;
}

export function renderButtonsPart(builder: Builder, list: ButtonList) {
  const { buttons, place, isCard = false } = list;
  const most = isCard ? maxCardButtons : maxButtons;
  return html`<fieldset>
    <legend>${words.buttons} <small>${words.ofMost(buttons.length, most)}</small></legend>
    ${
      buttons.length === 0
        ? nothing
        : html`<ol class="buttons" aria-label=${words.buttons}>
            ${buttons.map((button, index) => renderButton(builder, list, button, index))}
          </ol>`
    }
    ${renderErrors(builder, place)} ${renderWarnings(builder, place)}
    ${buttons.length >= most ? nothing : renderAdd(list, place)}
  </fieldset>`;
}

/** Kinds that the template already has as often as Meta allows cannot be added. */
function renderAdd({ buttons, isCard = false, change }: ButtonList, place: string) {
  const offered = isCard ? kinds.filter((kind) => cardKinds.includes(kind)) : kinds;
  return html`<agent-console-menu id="${place}.add" class="add" name=${words.addButton} label=${words.addButton}>
    ${offered.map((kind) => {
      const [count, max] = [buttons.filter(({ type }) => type === kind).length, maxOfKind[kind]];
      return html`<button
        type="button"
        class="item"
        ?disabled=${max !== undefined && count >= max}
        @click=${({ currentTarget }: Event) => {
          if (currentTarget instanceof HTMLElement) currentTarget.closest('agent-console-menu')?.close();
          change(withButton(buttons, newButton(kind)));
        }}
      >
        ${words.kinds[kind]}${max === undefined ? nothing : html` <small>${words.ofMost(count, max)}</small>`}
      </button>`;
    })}
  </agent-console-menu>`;
}

function renderButton(builder: Builder, list: ButtonList, button: TemplateButton, index: number) {
  const { buttons, place, change } = list;
  const at = `${place}.${index}`;
  const kind = kindName(button.type);
  const label = words.numbered(kind, index + 1);
  const move = (to: number, ...ways: readonly ('up' | 'down')[]) => {
    change(moved(buttons, index, to));
    // The focus stays with the button that moves, so that it can be moved on.
    builder.focus(...ways.map((way) => `${place}.${to}.${way}`));
  };
  return html`<li
    @dragover=${(event: DragEvent) => event.preventDefault()}
    @drop=${(event: DragEvent) => {
      const [from, where] = (event.dataTransfer?.getData('text/plain') ?? '').split(' ');
      if (where !== place) return;
      event.preventDefault();
      change(moved(buttons, Number(from), index));
    }}
  >
    <div class="line">
      <span
        class="grip"
        draggable="true"
        title=${words.drag}
        @dragstart=${(event: DragEvent) => event.dataTransfer?.setData('text/plain', `${index} ${place}`)}
        >${icons.grip}</span
      >
      <strong>${kind}</strong>
      <button
        type="button"
        class="icon-button"
        id="${at}.up"
        aria-label=${words.moveUp(label)}
        ?disabled=${index === 0}
        @click=${() => move(index - 1, 'up', 'down')}
      >
        ${icons.up}
      </button>
      <button
        type="button"
        class="icon-button"
        id="${at}.down"
        aria-label=${words.moveDown(label)}
        ?disabled=${index === buttons.length - 1}
        @click=${() => move(index + 1, 'down', 'up')}
      >
        ${icons.down}
      </button>
      <button
        type="button"
        class="icon-button"
        id="${at}.remove"
        aria-label=${words.remove(label)}
        @click=${() => {
          change(buttons.toSpliced(index, 1));
          builder.focus(`${at}.remove`, `${place}.${index - 1}.remove`, `${place}.add`);
        }}
      >
        ${icons.trash}
      </button>
    </div>
    ${renderFields(builder, button, at, (next) => change(buttons.toSpliced(index, 1, next)))}
    ${renderErrors(builder, at)} ${renderWarnings(builder, at, `${at}.text`, `${at}.url`)}
  </li>`;
}

function kindName(type: string): string {
  const known: Readonly<Record<string, string>> = words.kinds;
  return known[type] ?? type;
}

function renderFields(
  builder: Builder,
  button: TemplateButton,
  at: string,
  change: (button: TemplateButton) => void,
) {
  const { type } = button;
  const isKnown = kinds.some((kind) => kind === type);
  const field = (
    key: string,
    label: string,
    value: string,
    set: (value: string) => TemplateButton,
    more: Partial<Parameters<typeof renderField>[0]> = {},
  ) =>
    renderField({
      ...{ name: `${at}.${key}`, label, value, problem: errorAt(builder, `${at}.${key}`) },
      change: (typed) => change(set(typed)),
      ...more,
    });
  if (!isKnown) return html`<p class="quiet">${button.text || fixedTexts[type] || words.keptPart}</p>`;
  return html`<div class="pair">
    ${textKinds.includes(type) ? field('text', words.buttonText, button.text ?? '', (text) => ({ ...button, text }), { max: maxButtonText }) : nothing}
    ${type === 'URL' ? renderUrl(button, field) : nothing}
    ${
      type === 'PHONE_NUMBER'
        ? field(
            'phone_number',
            words.phone,
            button.phone_number ?? '',
            (phone_number) => ({ ...button, phone_number }),
            {
              ...{ type: 'tel', dir: 'ltr', placeholder: '+49 30 901820' },
            },
          )
        : nothing
    }
    ${
      type === 'COPY_CODE'
        ? field(
            'example',
            words.code,
            button.example?.[0] ?? '',
            (code) => ({ ...button, example: [code] }),
            { max: maxCode },
          )
        : nothing
    }
    ${type === 'FLOW' ? renderFlow(builder, { button, at, field, change }) : nothing}
  </div>`;
}

/** An address that ends with `{{1}}` needs an example of the whole. */
function renderUrl(button: TemplateButton, field: NewField) {
  const { url = '', example } = button;
  const withUrl = (next: string): TemplateButton => {
    const { example: _, ...rest } = button;
    return next.includes('{{')
      ? { ...rest, url: next, example: [example?.[0] ?? ''] }
      : { ...rest, url: next };
  };
  return html`${field('url', words.address, url, withUrl, {
    ...{ type: 'url', dir: 'ltr', placeholder: 'https://example.com/orders/{{1}}', hint: words.addressHint },
  })}
    ${
      url.includes('{{')
        ? field(
            'example',
            words.addressExample,
            example?.[0] ?? '',
            (one) => ({ ...button, example: [one] }),
            { dir: 'ltr' },
          )
        : nothing
    }`;
}
