import { html, LitElement } from 'lit';
import { afterEach, describe, expect, it } from 'vitest';
import { renderField } from '../../../../../widget/agent-console/ui/controls/field.ts';
import { FormCheck } from '../../../../../widget/agent-console/ui/controls/form-check.ts';
import { ApiFailure } from '../../../../../widget/client/api/api-failure.ts';

class ReplyForm extends LitElement {
  readonly check = new FormCheck(this);

  protected override render() {
    const { check } = this;
    return html`<form novalidate @input=${check.typed}>
      ${renderField({ name: 'title', label: 'Title', check, isRequired: true, words: { missing: 'Enter a title.' } })}
      ${renderField({ name: 'text', label: 'Text', check, isRequired: true, max: 20, hint: 'As customers see it.' })}
    </form>`;
  }
}
customElements.define('reply-form', ReplyForm);

async function open(): Promise<ReplyForm> {
  const form = new ReplyForm();
  document.body.append(form);
  await form.updateComplete;
  return form;
}

const fieldOf = (form: ReplyForm, name: string) => {
  const field = form.renderRoot.querySelector(`[name=${name}]`);
  if (!(field instanceof HTMLInputElement)) throw new Error(`There is no field ${name}.`);
  return field;
};
const type = async (form: ReplyForm, name: string, text: string) => {
  const field = fieldOf(form, name);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await form.updateComplete;
};
const submit = async (form: ReplyForm, more: Record<string, string> = {}) => {
  const element = form.renderRoot.querySelector('form');
  const isAccepted = element !== null && form.check.accepts(element, more);
  await form.updateComplete;
  return isAccepted;
};
const describedBy = (form: ReplyForm, name: string) =>
  (fieldOf(form, name).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => form.renderRoot.querySelector(`#${id}`)?.textContent?.trim());

afterEach(() => document.body.replaceChildren());

describe('a form that is submitted with empty fields', () => {
  it('submitting empty fields explains each, marks it as invalid and focuses the first', async () => {
    const form = await open();
    expect(await submit(form)).toBe(false);
    expect(describedBy(form, 'title')).toEqual(['Enter a title.']);
    expect(describedBy(form, 'text')).toEqual(['Fill this in.']);
    expect(fieldOf(form, 'title').getAttribute('aria-invalid')).toBe('true');
    await Promise.resolve();
    expect(form.shadowRoot?.activeElement).toBe(fieldOf(form, 'title'));
  });

  it('filling in a field replaces the error with the hint', async () => {
    const form = await open();
    await submit(form);
    await type(form, 'text', 'We are open.');
    expect(describedBy(form, 'text')).toEqual(['As customers see it.']);
    expect(fieldOf(form, 'text').hasAttribute('aria-invalid')).toBe(false);
    expect(describedBy(form, 'title')).toEqual(['Enter a title.']);
  });

  it('a field with only spaces is empty', async () => {
    const form = await open();
    await type(form, 'title', '   ');
    expect(await submit(form)).toBe(false);
    expect(describedBy(form, 'title')).toEqual(['Enter a title.']);
  });
});

describe('a field with a limit', () => {
  it('a field counts characters only when few are left', async () => {
    const form = await open();
    await type(form, 'text', 'Short');
    expect(describedBy(form, 'text')).toEqual(['As customers see it.']);
    await type(form, 'text', 'Eighteen character');
    expect(describedBy(form, 'text')).toEqual(['As customers see it.', '2 characters left']);
  });

  it('a text that is too long is kept and rejected with the excess', async () => {
    const form = await open();
    await type(form, 'title', 'Hours');
    await type(form, 'text', 'Twenty-three characters');
    expect(fieldOf(form, 'text').value).toBe('Twenty-three characters');
    expect(describedBy(form, 'text')).toEqual(['As customers see it.', '3 characters too many']);
    expect(await submit(form)).toBe(false);
    await type(form, 'text', 'Short enough');
    expect(await submit(form)).toBe(true);
  });
});

it('a problem that only the page knows is said beside its field', async () => {
  const form = await open();
  await type(form, 'title', 'Hours');
  await type(form, 'text', 'From 9 to 5.');
  expect(await submit(form, { title: 'Another reply has this title.' })).toBe(false);
  expect(describedBy(form, 'title')).toEqual(['Another reply has this title.']);
});

it('the name of a field is its label alone', async () => {
  const form = await open();
  expect(fieldOf(form, 'text').labels?.[0]?.textContent).toBe('Text');
});

describe('a form that the Worker refuses', () => {
  const fault = (path: string) => ({
    path,
    code: 'too_long',
    params: { name: path, count: 80 },
    message: `${path} is too long.`,
  });

  it('a refused value is explained beside its field, whichever part of it is wrong', async () => {
    const form = await open();
    const element = form.renderRoot.querySelector('form');
    const failure = new ApiFailure(422, 'invalid_input', '', [fault('title'), fault('text[0].body')]);
    expect(element && form.check.explains(element, failure)).toBe(true);
    await form.updateComplete;
    expect(describedBy(form, 'title')).toEqual(['title is too long.']);
    expect(describedBy(form, 'text')[0]).toBe('text[0].body is too long.');
    expect(fieldOf(form, 'title').getAttribute('aria-invalid')).toBe('true');
  });

  it('a failure that names no field of the form is left to the form', async () => {
    const form = await open();
    const element = form.renderRoot.querySelector('form');
    for (const details of [null, { other: 1 }, [fault('elsewhere')]]) {
      const failure = new ApiFailure(422, 'invalid_input', '', details);
      expect(element && form.check.explains(element, failure)).toBe(false);
    }
  });
});
