import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {} from '../../widget/message-us/message-us.ts';
import type { ButtonSettings } from '../../worker/api/numbers/button.ts';

/** A form that designs a button, with a live preview and the tags to paste into a page. */
@customElement('button-designer')
export class ButtonDesigner extends LitElement {
  /** The address of the script. */
  @property() worker = '';
  @property() number = '';
  @state() private label = 'Ask the potter';
  @state() private color = 'teal';
  @state() private shows = 'both';
  @state() private size = 'standard';
  @state() private text = 'Hi! Is the blue bowl still available?';
  @state() private name = '';
  @state() private greeting = '';
  @state() private floating = 'no';
  @state() private attribution = 'off';
  @state() private isCopied = false;

  static override readonly styles = css`
    :host {
      display: grid;
      gap: 1rem;
      font: 400 0.9375rem / 1.45 system-ui, sans-serif;
    }
    form {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
      gap: 0.75rem;
    }
    label {
      display: grid;
      gap: 0.25rem;
      align-content: end;
    }
    input,
    select {
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: 44px;
      padding-inline: 0.7rem;
      border: 1px solid var(--quiet);
      border-radius: 10px;
      background: var(--paper);
      color: inherit;
      font: inherit;
    }
    .preview {
      /* Contains a floating button. */
      contain: layout;
      display: grid;
      place-items: center;
      min-block-size: 6rem;
      border-radius: 14px;
      background: var(--paper);
    }
    pre {
      margin: 0;
      padding: 0.75rem 1rem;
      border-radius: 14px;
      background: var(--paper);
      font: 0.8125rem / 1.5 ui-monospace, monospace;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    button {
      justify-self: start;
      min-block-size: 44px;
      padding-inline: 1.1rem;
      border: 1px solid var(--quiet);
      border-radius: 10px;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    :focus-visible {
      outline: 3px solid Highlight;
      outline-offset: 2px;
    }
  `;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('isCopied')) this.isCopied = false;
  }

  protected override render() {
    const { label, color, shows, size, text, number, floating } = this;
    return html`<form @input=${this.#change} @submit=${(event: Event) => event.preventDefault()}>
        ${this.#renderField('label', 'Label')}
        ${this.#renderField('color', 'Colour: teal, green, white or any CSS colour')}
        ${this.#renderChoice('shows', 'It shows', ['both', 'icon', 'label'])}
        ${this.#renderChoice('size', 'Size', ['standard', 'compact'])}
        ${this.#renderChoice('floating', 'Floats in a corner of the window', ['no', 'end', 'start'])}
        ${this.#renderChoice('attribution', 'Reports clicks to the Worker', ['off', 'on', 'consent'])}
        ${this.#renderField('text', 'Pre-filled message')} ${this.#renderField('name', 'Card: agent name')}
        ${this.#renderField('greeting', 'Card: greeting')}
      </form>
      <div class="preview">
        <message-us
          number=${number}
          label=${label}
          color=${color}
          shows=${shows}
          size=${size}
          pre-filled-message=${text}
          floating=${floating === 'no' ? nothing : floating}
          ?card=${this.#hasOnlyName}
          .settings=${this.#settings}
          @message-us-press=${(event: Event) => event.preventDefault()}
        ></message-us>
      </div>
      <pre tabindex="0" role="region" aria-label="To paste into a page">${this.#snippet}</pre>
      <button @click=${this.#copy}>${this.isCopied ? 'Copied' : 'Copy'}</button>`;
  }

  #renderField(name: 'label' | 'color' | 'text' | 'name' | 'greeting', title: string) {
    return html`<label>${title}<input name=${name} .value=${this[name]} /></label>`;
  }

  #renderChoice(
    name: 'shows' | 'size' | 'floating' | 'attribution',
    title: string,
    values: readonly string[],
  ) {
    return html`<label
      >${title}<select name=${name}>
        ${values.map((value) => html`<option>${value}</option>`)}
      </select></label
    >`;
  }

  #change({ target }: Event): void {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
      Object.assign(this, { [target.name]: target.value });
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.#snippet);
    this.isCopied = true;
  }

  /** A greeting always opens the card; a name needs the attribute `card`. */
  get #hasOnlyName(): boolean {
    return this.name !== '' && this.greeting === '';
  }

  /** The settings that have no attribute. */
  get #settings(): ButtonSettings {
    const { name, greeting } = this;
    return { ...(name && { name }), ...(greeting && { greeting: [greeting] }) };
  }

  get #snippet(): string {
    const { worker, number, label, color, shows, size, text, floating, attribution } = this;
    const attributes = [
      ['number', number],
      ['label', label],
      ['pre-filled-message', text],
      ['color', color === 'teal' ? '' : color],
      ['shows', shows === 'both' ? '' : shows],
      ['size', size === 'standard' ? '' : size],
    ].flatMap(([name, value = '']) => (value === '' ? [] : [`\n  ${name}="${escaped(value)}"`]));
    const flags = [
      ...(floating === 'no' ? [] : [floating === 'end' ? 'floating' : 'floating="start"']),
      ...(attribution === 'off' ? [] : [attribution === 'on' ? 'attribution' : 'attribution="consent"']),
      ...(this.#hasOnlyName ? ['card'] : []),
    ].map((flag) => `\n  ${flag}`);
    const json = JSON.stringify(this.#settings).replaceAll('<', '\\u003c');
    return `<script type="module" async src="${worker}/message-us.js"></script>
<message-us${attributes.join('')}${flags.join('')}
>${json === '{}' ? '' : `\n  <script type="application/json">${json}</script>`}
  <a href="https://wa.me/${number.replace(/\D/g, '')}">${escaped(label)}</a>
</message-us>`;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

declare global {
  interface HTMLElementTagNameMap {
    'button-designer': ButtonDesigner;
  }
}
