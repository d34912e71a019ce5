/** Which sections of the panel are folded, remembered in this browser. */
import { html, type TemplateResult } from 'lit';
import { local } from '../../client/browser/browser-storage.ts';
import { icons } from '../../theme/icons.ts';

const key = 'agent-console/contact-folded';

function folded(): string[] {
  return (local.get(key) ?? '').split(' ').filter((name) => name !== '');
}

/** `name` is what is remembered. */
export function renderFold(name: string, title: string, content: unknown): TemplateResult {
  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLDetailsElement)) return;
    const others = folded().filter((other) => other !== name);
    local.set(key, (target.open ? others : [...others, name]).join(' '));
  };
  return html`<details class="fold" ?open=${!folded().includes(name)} @toggle=${note}>
    <summary><h3>${title}</h3>${icons.chevronDown}</summary>
    <div class="inner">${content}</div>
  </details>`;
}
