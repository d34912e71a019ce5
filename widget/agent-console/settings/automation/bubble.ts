/** A message as the customer's phone shows it. */
import { html, nothing } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { icons } from '../../../theme/icons.ts';
import { formattedText } from '../../content/formatted-text.ts';

interface Bubble {
  text: string;
  lang?: string;
  buttons?: readonly string[];
}

/** With `phoneStyles`. */
export function renderBubble({ text, lang, buttons = [] }: Bubble) {
  return html`<section class="phone" aria-label=${strings.preview} lang=${lang ?? nothing}>
    <div class="bubble">
      <div class="words"><div class="body" dir="auto">${formattedText(text)}</div></div>
      ${
        buttons.length === 0
          ? nothing
          : html`<ul class="phone-buttons">
              ${buttons.map((title) => html`<li>${icons.reply}<span dir="auto">${title}</span></li>`)}
            </ul>`
      }
    </div>
  </section>`;
}
