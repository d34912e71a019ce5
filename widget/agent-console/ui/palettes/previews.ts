/** Colours of what previews imitate. A page cannot set them, so that a preview looks as the real thing does. */
import { css } from 'lit';

/** A chat in WhatsApp. */
export const chatColors = css`
  :host {
    --chat: light-dark(#efe9df, #0c1317);
    --chat-bubble: light-dark(#ffffff, #202c33);
    --chat-media: light-dark(#e3e8ea, #2f3b42);
    --chat-ink: light-dark(#111b21, #e9edef);
    --chat-quiet: light-dark(#5b6a72, #93a3ac);
    --chat-on-media: light-dark(#46555d, #b6c2c9);
    --chat-line: light-dark(#e4e6e8, #33424a);
    --chat-link: light-dark(#006b99, #53bdeb);
  }
`;

/** A page of the customer's site, and the phone that shows it. */
export const siteColors = css`
  :host {
    --site: light-dark(#ffffff, #202426);
    --site-ink: light-dark(#14201d, #e8eeec);
    --site-line: light-dark(#e9e8e3, #33393c);
    --bezel: light-dark(#2a3335, #000000);
  }
`;

/** The colours that the button has names for. */
export const buttonColors = css`
  :host {
    --button-teal: #075e54;
    --button-green: #25d366;
    --button-white: #ffffff;
  }
`;
