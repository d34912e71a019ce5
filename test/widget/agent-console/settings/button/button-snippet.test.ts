import { describe, expect, it } from 'vitest';
import {
  buttonSnippet,
  type System,
  systems,
} from '../../../../../widget/agent-console/settings/button/button-snippet.ts';

const number = { id: '106', displayPhoneNumber: '+1 555 078 3881' };
const snippet = (system: System, label = 'A & <B> {c}') =>
  buttonSnippet('https://w.example', number, label, { floating: 'start', attribution: 'consent' }, system);

/** The button that a snippet of HTML makes. */
function buttonIn(html: string): HTMLElement {
  const place = document.createElement('div');
  place.innerHTML = html;
  const button = place.querySelector<HTMLElement>('message-us');
  if (!button) throw new Error('There is no button');
  return button;
}

const attributes = { connection: '106', floating: 'start', attribution: 'consent' };

function looksOf(button: HTMLElement) {
  const link = button.querySelector('a');
  return {
    ...Object.fromEntries(Object.keys(attributes).map((name) => [name, button.getAttribute(name)])),
    href: link?.getAttribute('href'),
    label: link?.textContent,
  };
}

const expected = { ...attributes, href: 'https://wa.me/15550783881', label: 'A & <B> {c}' };

describe('the code to paste', () => {
  it.each(['html', 'wordpress', 'shopify', 'squarespace', 'webflow'] as const)(
    'is two tags with a link that works without the script (%s)',
    (system) => {
      expect(
        snippet(system),
      ).toBe(`<script type="module" async src="https://w.example/message-us.js"></script>
<message-us connection="106" floating="start" attribution="consent">
  <a href="https://wa.me/15550783881">A &amp; &lt;B> {c}</a>
</message-us>`);
      expect(looksOf(buttonIn(snippet(system)))).toEqual(expected);
    },
  );

  it.each(['wix', 'gtm'] as const)('is one script in old syntax that adds the same button (%s)', (system) => {
    const code = snippet(system, 'A & <B> {c}');
    expect(code).toMatch(/^<script>[\s\S]*<\/script>$/);
    expect(code.slice(8, -9)).not.toMatch(/<\/script|const |let |=>|`/);
    document.head.replaceChildren();
    document.body.replaceChildren();
    new Function(code.slice('<script>'.length, -'</script>'.length))();
    const button = document.querySelector<HTMLElement>('message-us');
    expect(button && looksOf(button)).toEqual(expected);
    expect(document.querySelector('script')?.src).toBe('https://w.example/message-us.js');
  });

  it.each(['vue', 'svelte', 'angular'] as const)(
    'imports the package, and names the Worker, in %s',
    (system) => {
      const code = snippet(system);
      expect(code).toMatch(/import 'message-us(\/\w+)?'/);
      const [tag = ''] = /<message-us[\s\S]*<\/message-us>/.exec(code) ?? [];
      expect(buttonIn(tag).getAttribute('worker')).toBe('https://w.example');
      expect(looksOf(buttonIn(tag))).toEqual(expected);
    },
  );

  it('writes a label that is no plain text as a string in React', () => {
    expect(snippet('react')).toContain('<a href="https://wa.me/15550783881">{"A & <B> {c}"}</a>');
    expect(snippet('react', 'Ask us')).toContain('>Ask us</a>');
  });

  it('has a form for each system', () => {
    for (const [system] of systems) expect(snippet(system)).toContain('message-us');
  });
});
