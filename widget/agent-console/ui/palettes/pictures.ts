import { css } from 'lit';

/** What is over a picture or a video, which has any colour. It is the same in both themes. */
export const pictureColors = css`
  :host {
    --on-picture: #ffffff;
    --on-picture-read: #8fd3ff;
    --picture-shade: rgb(0 0 0 / 55%);
    --picture-ground: #000000;
    --viewer: rgb(0 0 0 / 92%);
  }
`;
