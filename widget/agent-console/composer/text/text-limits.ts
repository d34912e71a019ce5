import { html, nothing } from 'lit';
import { nameLine } from '../../../../worker/whatsapp/sending/agent-name.ts';
import { splitText } from '../../../../worker/whatsapp/sending/split.ts';
import { strings } from '../../../locales/strings.ts';
import { renderCuts } from './split-preview.ts';

/** A longer text is most likely meant as a file. */
const mostParts = 10;
/** Characters. WhatsApp accepts less text with buttons. */
const longestWithButtons = 1_024;
/** The count of the remaining characters appears from here on. */
const near = 300;

/** How much text fits into one message and into several, in characters. */
export class TextLimits {
  /** The most that one message can hold. */
  readonly longest: number;
  /** The length of the agent's name in the first message. */
  readonly nameLength: number;
  /** The most that may be in the field. */
  readonly mostText: number;
  readonly mostWithButtons: number;

  /** `shownName` is the agent's name if customers see it before the text, else null. */
  constructor(longest: number, shownName: string | null) {
    this.longest = longest;
    this.nameLength = shownName === null ? 0 : nameLine(shownName).length;
    this.mostText = mostParts * longest - this.nameLength;
    this.mostWithButtons = longestWithButtons - this.nameLength;
  }

  parts(text: string): string[] {
    return splitText(text, this.longest, this.longest - this.nameLength);
  }

  renderCount(text: string) {
    const first = this.longest - this.nameLength;
    const left = (text.length > first ? this.mostText : first) - text.length;
    if (text.length <= first - near) return nothing;
    const parts = this.parts(text);
    return html`<p class="count ${left < 0 ? 'over' : ''}" role="status">
        ${parts.length > 1 ? `${strings.sentAsParts(parts.length)} ${strings.partsMayCost}` : nothing}
        ${parts.length === 1 || left < near ? strings.charactersLeft(left) : nothing}
      </p>
      ${parts.length > 1 ? renderCuts(parts) : nothing}`;
  }
}
