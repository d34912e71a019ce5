import { html, nothing } from 'lit';
import { nameLine } from '../../../../worker/whatsapp/sending/agent-name.ts';
import { splitText } from '../../../../worker/whatsapp/sending/split.ts';
import { strings } from '../../../locales/strings.ts';
import { renderCuts } from './split-preview.ts';

/** Beyond that a text is more than a few messages, and most likely a file. */
const mostParts = 10;
/** Characters: WhatsApp takes less text where there are buttons. */
const longestWithButtons = 1_024;
/** The characters that are left are counted from here on. */
const near = 300;

/** How much text goes into one message and into several. In characters. */
export class TextLimits {
  /** Of one message. */
  readonly longest: number;
  /** What the agent's name takes of the first message. */
  readonly nameLength: number;
  /** Of everything that may be in the field. */
  readonly mostText: number;
  readonly mostWithButtons: number;

  /** `shownName` is the agent's own name, where customers see it before what is written; else null. */
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
