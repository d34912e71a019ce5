/** The index: every element, its page in a frame that is as wide as wanted, and the switches. */
import { html, nothing, render } from 'lit';
import { languages } from '../../widget/locales/languages.ts';
import { type Address, directions, readAddress, themes, widths, writeAddress } from './address.ts';
import { elementNames, groups } from './elements.ts';

const names = new Intl.DisplayNames('en', { type: 'language' });

const labels = {
  theme: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  direction: { auto: 'Of the language', ltr: 'Left to right', rtl: 'Right to left' },
  width: { auto: 'Window', '390': '390 px', '820': '820 px', '1440': '1,440 px' },
  language: Object.fromEntries(languages.map(({ tag }) => [tag, names.of(tag) ?? tag])),
} as const;

const switches = [
  { name: 'theme', title: 'Theme', values: themes },
  { name: 'language', title: 'Language', values: languages.map(({ tag }) => tag) },
  { name: 'direction', title: 'Direction', values: directions },
  { name: 'width', title: 'Width', values: widths },
] as const;

function show(): void {
  const address = { ...readAddress(location.hash) };
  if (!elementNames.includes(address.element)) address.element = elementNames[0] ?? '';
  const { element, theme, width } = address;
  document.title = `${element} · Gallery`;
  document.documentElement.dataset.theme = theme;
  render(
    html`<div class="index">
      <header>
        <h1>Gallery</h1>
        ${switches.map(
          ({ name, title, values }) =>
            html`<label
              >${title}
              <select name=${name} @change=${({ target }: Event) => choose(address, name, target)}>
                ${values.map(
                  (value) =>
                    html`<option value=${value} ?selected=${value === address[name]}>
                      ${Reflect.get(labels[name], value)}
                    </option>`,
                )}
              </select></label
            >`,
        )}
      </header>
      <nav aria-label="Elements">
        ${Object.entries(groups).map(
          ([title, group]) =>
            html`<h2>${title}</h2>
              ${Object.keys(group).map(
                (name) =>
                  html`<a
                    href=${writeAddress({ ...address, element: name })}
                    aria-current=${name === element ? 'page' : nothing}
                    >${name}</a
                  >`,
              )}`,
        )}
      </nav>
      <main style=${width === 'auto' ? '' : `--width: ${width}px`}>
        <iframe title=${element} src="page.html${writeAddress(address)}"></iframe>
      </main>
    </div>`,
    document.body,
  );
}

function choose(address: Address, name: keyof Address, target: EventTarget | null): void {
  if (target instanceof HTMLSelectElement) location.hash = writeAddress({ ...address, [name]: target.value });
}

addEventListener('hashchange', show);
show();
