import { css, html, LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ContactField, FieldValue, FieldValues } from '../../../worker/api/conversations/fields.ts';
import { failureOf } from '../../client/api/api-failure.ts';
import type { ContactCommands } from '../../client/store/contact-commands.ts';
import { strings } from '../../locales/strings.ts';
import { controlStyles } from '../ui/controls/control-styles.ts';
import { renderField, renderSelect } from '../ui/controls/field.ts';
import { fieldStyles } from '../ui/controls/field-styles.ts';
import { problemOf } from '../ui/controls/form-check.ts';
import { customElement } from '../ui/custom-element.ts';
import { tokens } from '../ui/tokens.ts';

const maxText = 1_000;
/** How long “Saved” is shown. */
const savedForMs = 3_000;

/** The custom fields of a contact. Each is saved when it is left. */
@customElement('agent-console-contact-fields')
export class ContactFields extends LitElement {
  @property({ attribute: false }) contact = 0;
  @property({ attribute: false }) fields: readonly ContactField[] = [];
  @property({ attribute: false }) values: FieldValues = {};
  @property({ attribute: false }) commands: ContactCommands | null = null;
  /** Values on their way, and those that were refused, by field. */
  @state() private entered: Readonly<Record<string, FieldValue | null>> = {};
  @state() private problems: Readonly<Record<string, string>> = {};
  /** The field that was saved a moment ago. */
  @state() private saved: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = [
    tokens,
    controlStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('contact')) return;
    this.entered = {};
    this.problems = {};
    this.saved = null;
  }

  protected override render() {
    return this.fields.map((field) => this.#renderField(field));
  }

  #renderField(field: ContactField) {
    const { id, name, type, choices } = field;
    const value = String((id in this.entered ? this.entered[id] : this.values[id]) ?? '');
    const shown = {
      name: id,
      label: name,
      value,
      problem: this.problems[id] ?? null,
      ...(this.saved === id && { hint: html`<span role="status">${strings.saved}</span>` }),
    };
    if (type === 'choice') {
      // A choice that an admin has removed since stays until another one is chosen.
      const known = value === '' || choices.includes(value) ? choices : [value, ...choices];
      return renderSelect({
        ...shown,
        options: [['', '–'], ...known.map((choice) => [choice, choice] as const)],
        change: (chosen) => void this.#save(id, chosen === '' ? null : chosen),
      });
    }
    return renderField({
      ...shown,
      type,
      ...(type === 'number' && { hasDecimals: true, dir: 'ltr' }),
      ...(type === 'text' && { max: maxText }),
      commit: (text, control) => {
        const problem = problemOf(control);
        if (problem !== null) this.problems = { ...this.problems, [id]: problem };
        else void this.#save(id, enteredValue(type, text.trim()));
      },
    });
  }

  async #save(id: string, value: FieldValue | null): Promise<void> {
    const { commands, contact } = this;
    if (!commands) return;
    const { [id]: _, ...others } = this.problems;
    this.problems = others;
    this.entered = { ...this.entered, [id]: value };
    const failure = await failureOf(async () => {
      const { fields } = await commands.change({ fields: { [id]: value } });
      if (this.contact !== contact) return;
      this.values = fields;
      this.#forget(id, value);
      this.#showSaved(id);
    });
    // What was entered stays in the field.
    if (failure && this.contact === contact) this.problems = { ...this.problems, [id]: failure.message };
  }

  /** A later change of the same field may be on its way. */
  #forget(id: string, value: FieldValue | null): void {
    if (this.entered[id] !== value) return;
    const { [id]: _, ...others } = this.entered;
    this.entered = others;
  }

  #showSaved(id: string): void {
    clearTimeout(this.#timer);
    this.saved = id;
    this.#timer = setTimeout(() => {
      this.saved = null;
    }, savedForMs);
  }
}

function enteredValue(type: ContactField['type'], text: string): FieldValue | null {
  if (text === '') return null;
  return type === 'number' ? Number(text) : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-console-contact-fields': ContactFields;
  }
}
