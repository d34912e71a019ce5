/** The contract of the tag: an attribute and its property never disagree, and every value means what people expect. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attributeNames, propertyName, switchNames } from '../../../widget/message-us/attribute-names.ts';
import '../../../widget/message-us/message-us.ts';
import type { MessageUs } from '../../../widget/message-us/message-us-element.ts';

const texts = attributeNames.filter((name) => !switchNames.test(name));
const switches = attributeNames.filter((name) => switchNames.test(name));

const warn = vi.spyOn(console, 'warn').mockReturnValue();
const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('There is no network'));
beforeEach(() => {
  warn.mockClear();
});
afterEach(() => {
  document.body.innerHTML = '';
});

function inPage(html: string): MessageUs {
  document.body.innerHTML = html;
  const button = document.querySelector('message-us');
  if (!button) throw new Error('There is no button');
  return button;
}

const get = (button: MessageUs, name: string) => Reflect.get(button, propertyName(name));
const set = (button: MessageUs, name: string, value: unknown) =>
  Reflect.set(button, propertyName(name), value);
const absent = [null, undefined, false] as const;

describe.each(attributeNames)('%s', (name) => {
  it('is absent by default, and for every value that means off', async () => {
    for (const html of ['<message-us></message-us>', `<message-us ${name}="false"></message-us>`]) {
      const button = inPage(html);
      expect(button.read(name)).toBeUndefined();
      expect(get(button, name)).toBe(switchNames.test(name) ? false : undefined);
    }
    const button = inPage(`<message-us ${name}="true"></message-us>`);
    for (const value of absent) {
      set(button, name, 'something');
      set(button, name, value);
      expect(button.hasAttribute(name)).toBe(false);
      expect(button.read(name)).toBeUndefined();
    }
  });

  it('is on, or empty, for `true`, `"true"` and an attribute without a value', () => {
    const button = inPage('<message-us></message-us>');
    for (const value of [true, 'true', '']) {
      set(button, name, value);
      expect(button.read(name)).toBe('');
      if (switchNames.test(name)) expect(get(button, name)).toBe(true);
    }
    expect(inPage(`<message-us ${name}></message-us>`).read(name)).toBe('');
    expect(inPage(`<message-us ${name}="true"></message-us>`).read(name)).toBe('');
  });

  it('has the same value as a property and as an attribute, set before or after the upgrade', async () => {
    const early = document.createElement('message-us');
    set(early, name, '7');
    document.body.append(early);
    expect(early.getAttribute(name)).toBe('7');
    early.setAttribute(name, '8');
    expect(get(early, name)).toBe('8');
    early.removeAttribute(name);
    expect(early.read(name)).toBeUndefined();
    early.remove();
  });

  it('can have any value, and the link still appears', async () => {
    for (const value of [true, false, null, undefined, '', 'true', 'false', 5, Number.NaN, {}, [], 'x"<>']) {
      const button = inPage('<message-us number="15550783881" worker="https://w.example"></message-us>');
      set(button, name, value);
      await settled(button);
      // Without a number of its own it says so, and has no link.
      if (name === 'number' || (name === 'connection' && value)) continue;
      expect(button.shadowRoot?.querySelector('a')?.getAttribute('href')).toMatch(
        /^https:\/\/wa\.me\/15550783881/,
      );
    }
  });
});

it('properties set before the script has loaded are applied', async () => {
  const early = document.createElement('message-us-early');
  Object.assign(early, { number: 15550783881, card: true, opensAfter: 5, settings: { label: 'Ask' } });
  document.body.append(early);
  const { MessageUs } = await import('../../../widget/message-us/message-us-element.ts');
  customElements.define('message-us-early', class extends MessageUs {});
  customElements.upgrade(early);
  expect(document.querySelector('message-us-early')?.outerHTML).toContain('number="15550783881"');
  expect(document.querySelector('message-us-early')?.outerHTML).toContain('opens-after="5"');
});

it('every attribute is either text or a switch', () => {
  expect([...texts, ...switches].sort()).toEqual([...attributeNames].sort());
  expect(attributeNames).toHaveLength(21);
});

describe('the number', () => {
  it.each([
    ['a number', 15550783881],
    ['with marks of direction', '\u202a+1\u00a0(555) 078‑3881\u202c'],
    ['as a link to dial', 'tel:+15550783881'],
    ['as a link to a chat', 'https://wa.me/15550783881'],
    ['with two zeros', '001 555 078 3881'],
    ['in full-width digits', '＋１５５５０７８３８８１'],
    ['in Arabic digits', '+١٥٥٥٠٧٨٣٨٨١'],
    ['with en dashes', '+1 555–078–3881'],
  ])('%s makes a link', async (_, number) => {
    const button = inPage('<message-us></message-us>');
    button.number = number;
    await settled(button);
    expect(button.shadowRoot?.querySelector('a')?.href).toBe('https://wa.me/15550783881');
  });

  it('drops a zero in parentheses, which is not dialed from abroad', async () => {
    const button = inPage('<message-us number="+44 (0)20 7946 0018"></message-us>');
    await settled(button);
    expect(button.shadowRoot?.querySelector('a')?.href).toBe('https://wa.me/442079460018');
  });
});

describe('a value', () => {
  it.each([
    ['an ampersand', 'Bowls &amp;amp; vases', 'Bowls & vases'],
    ['an apostrophe', 'Don&amp;#8217;t', 'Don’t'],
    ['an angle bracket', 'Tea &amp;lt; coffee', 'Tea < coffee'],
  ])('with %s that was escaped twice is decoded, and the problem is logged', async (_, written, meant) => {
    const button = inPage(
      `<message-us number="15550783881" label="${written}" pre-filled-message="${written}"></message-us>`,
    );
    await settled(button);
    expect(button.shadowRoot?.querySelector('a')?.textContent?.trim()).toBe(meant);
    expect(button.shadowRoot?.querySelector('a')?.href).toBe(
      `https://wa.me/15550783881?text=${encodeURIComponent(meant)}`,
    );
    expect(warn.mock.calls.map(([text]) => String(text))).toEqual([
      expect.stringContaining('label='),
      expect.stringContaining(`was escaped twice and is read as "${meant}". Write pre-filled-message=`),
    ]);
  });

  it.each([' 15550783881', '15550783881 ', '\n  +1 555 078 3881\n'])(
    'with spaces around the number %j makes the same link, and nothing is said',
    async (number) => {
      const button = inPage(`<message-us number="${number}"></message-us>`);
      await settled(button);
      expect(button.shadowRoot?.querySelector('a')?.href).toBe('https://wa.me/15550783881');
      expect(warn.mock.calls).toEqual([]);
    },
  );

  it.each([
    'https://w.example',
    'https://w.example/',
    ' https://w.example// ',
    'w.example/',
    'https://w.example/message-us.js',
  ])('of worker as %j leads to the same address', async (worker) => {
    const button = inPage(`<message-us number="15550783881" connection="1" worker="${worker}"></message-us>`);
    await settled(button);
    expect(fetched.mock.lastCall?.[0]).toBe('https://w.example/api/inboxes/1/button');
  });
});

describe('a problem with the tag', () => {
  it.each<[string, string, string]>([
    ['number', 'number="9180xxxxxxxx"', 'number="9180xxxxxxxx", which is not a phone number'],
    ['a missing number', 'label="Chat"', 'has no number'],
    ['a size', 'number="15550783881" size="huge"', 'size="huge", which is ignored'],
    ['a name', 'number="15550783881" phne="1"', 'has no attribute phne'],
    ['a guessed name', 'phone="15550783881"', 'has no attribute phone: it is read as number'],
    ['a time', 'number="15550783881" opens-after="soon"', 'which is not a number of seconds'],
    ['a selector', 'number="15550783881" opens-in-view="##"', 'which is not a CSS selector'],
    ['consent', 'number="15550783881" consented="maybe"', 'which counts as off'],
    ['analytics', 'number="15550783881" analytics="Omniture"', 'names no known tool at omniture'],
  ])('with %s is logged once, with the element, the value and the fix', async (_, attributes, problem) => {
    const button = inPage(`<message-us ${attributes}></message-us>`);
    await settled(button);
    button.requestUpdate();
    await settled(button);
    const said = warn.mock.calls.filter(([text]) => String(text).includes(problem));
    expect(said.map(([, element]) => element)).toEqual([button]);
    expect(String(said[0]?.[0])).toMatch(/Write|Add|attributes are/);
  });

  it('is not logged for a valid tag', async () => {
    const button = inPage(
      '<message-us number="+1 (555) 078-3881" label="Chat" pre-filled-message="Hi &amp; hello" color="navy" size="compact" shows="icon" border-radius="8" badge="1" floating="start" card attribution="consent" consented analytics="gtag meta" opens-on-exit data-order="7"><a href="https://wa.me/15550783881">Chat</a></message-us>',
    );
    await settled(button);
    expect(warn.mock.calls).toEqual([]);
  });
});

describe('settings', () => {
  it.each([
    ['a comma at the end', '{ "label": "Ask", "agents": [{ "name": "Ada", },], }'],
    ['typographic quotes', '{ “label”: “Ask”, “agents”: [{ “name”: “Ada” }] }'],
    ['comments', '{ "label": "Ask", // our label\n "agents": [{ "name": "Ada" }] /* http://a */ }'],
    ['single quotes', "{ 'label': 'Ask', 'agents': [{ 'name': 'Ada' }] }"],
    ['names without quotes', '{ label: "Ask", agents: [{ name: "Ada" }] }'],
    [
      'escaped quotes',
      '{ &quot;label&quot;: &quot;Ask&quot;, &quot;agents&quot;: [{ &quot;name&quot;: &quot;Ada&quot; }] }',
    ],
  ])('in JSON with %s are repaired, and the problem is logged', async (_, json) => {
    const button = inPage('<message-us number="15550783881"></message-us>');
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = json;
    button.append(script);
    button.requestUpdate();
    await settled(button);
    expect(button.allSettings).toMatchObject({ label: 'Ask', agents: [{ name: 'Ada' }] });
    expect(String(warn.mock.calls[0]?.[0])).toContain('malformed JSON inside the element');
  });

  it('that cannot be repaired are ignored, and the attributes and the link still work', async () => {
    const button = inPage(
      '<message-us number="15550783881" label="Chat" settings="[object Object]"></message-us>',
    );
    await settled(button);
    expect(button.shadowRoot?.querySelector('a')?.textContent).toContain('Chat');
  });

  it('can be JSON in the attribute, for server-rendered pages', async () => {
    const button = inPage('<message-us number="15550783881"></message-us>');
    button.setAttribute('settings', JSON.stringify({ label: 'Ask', agents: [{ name: 'Ada' }] }));
    await settled(button);
    expect(button.shadowRoot?.querySelector('a')?.textContent).toContain('Ask');
    button.settings = { label: 'Other' };
    await settled(button);
    expect(button.shadowRoot?.querySelector('a')?.textContent).toContain('Other');
  });

  it('can have a number instead of a text', async () => {
    const button = inPage('<message-us></message-us>');
    Reflect.set(button, 'settings', { number: 15550783881, label: 5, text: 7, color: 3 });
    await settled(button);
    expect(button.shadowRoot?.querySelector('a')?.href).toBe('https://wa.me/15550783881?text=7');
  });
});

/** Until nothing more is loaded or drawn. */
async function settled(button: MessageUs): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await vi.dynamicImportSettled();
    await button.updateComplete;
    await new Promise((done) => setTimeout(done));
  }
}
