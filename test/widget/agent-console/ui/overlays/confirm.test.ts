import { html, LitElement } from 'lit';
import { afterEach, expect, it } from 'vitest';
import { confirmed, type Question } from '../../../../../widget/agent-console/ui/overlays/confirm.ts';

class AskingPage extends LitElement {
  protected override render() {
    return html`<button>Delete</button>`;
  }
}
customElements.define('asking-page', AskingPage);

async function ask(more: Partial<Question> = {}) {
  const page = new AskingPage();
  document.body.append(page);
  await page.updateComplete;
  const answer = confirmed(page, { title: 'Delete “Hours”?', action: 'Delete', isDangerous: true, ...more });
  const dialog = page.shadowRoot?.querySelector('agent-console-confirm');
  if (!dialog) throw new Error('Nothing is asked.');
  await dialog.updateComplete;
  const button = (name: string) => {
    const found = [...(dialog.shadowRoot?.querySelectorAll('button') ?? [])];
    const one = found.find(({ textContent }) => textContent?.trim() === name);
    if (!one) throw new Error(`There is no button ${name}.`);
    return one;
  };
  return { page, answer, dialog, button };
}

afterEach(() => document.body.replaceChildren());

it('a question is answered with no when its page is left', async () => {
  const { page, answer } = await ask();
  page.remove();
  expect(await answer).toBe(false);
});

it('a question is answered with no by Cancel, and is gone then', async () => {
  const { page, answer, button } = await ask();
  button('Cancel').click();
  expect(await answer).toBe(false);
  expect(page.shadowRoot?.querySelector('agent-console-confirm')).toBeNull();
});

it('a dangerous question has the focus on Cancel', async () => {
  const { dialog, button } = await ask();
  expect(dialog.shadowRoot?.activeElement).toBe(button('Cancel'));
});

it('a question that wants something typed cannot be confirmed before', async () => {
  const { dialog, button } = await ask({ typed: { label: 'Type 42 to confirm', text: '42' } });
  expect(button('Delete').disabled).toBe(true);
  const field = dialog.shadowRoot?.querySelector('input');
  if (!field) throw new Error('There is nothing to type into.');
  field.value = ' 42 ';
  field.dispatchEvent(new Event('input'));
  await dialog.updateComplete;
  expect(button('Delete').disabled).toBe(false);
});

it('a question stays open while its page is rendered again', async () => {
  const { page } = await ask();
  page.requestUpdate();
  await page.updateComplete;
  expect(page.shadowRoot?.querySelector('agent-console-confirm')).not.toBeNull();
});
