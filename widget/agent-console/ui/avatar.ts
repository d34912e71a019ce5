/** A picture of initials. The colour comes from the id, so that a person keeps it. Agents can have a picture of their own. */
import { css, html, nothing } from 'lit';
import { initials } from './initials.ts';

/** How many colors there are: the classes `c0` and following. Teams have two more. */
export const avatarColors = 8;

/** The colors that were chosen, by id: those of teams, from `known-teams.ts`. */
export const ownColors = new Map<string | number, number>();

/** Which of the colours belongs to this id. */
export function avatarColor(id: string | number): number {
  const own = ownColors.get(id);
  if (own !== undefined) return own;
  let sum = 0;
  for (const letter of String(id)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % avatarColors;
}

/** Addresses of the agents' pictures, by their ids. `agent-pictures.ts` loads them. */
export const agentPictures = new Map<string | number, string>();

/** The initials are drawn by CSS: as text, they would be part of the visible label of a button, but not of its name. */
export function renderAvatar(name: string, id: string | number, size: 20 | 28 | 36 | 40 = 40) {
  const picture = agentPictures.get(id);
  return html`<span class="avatar s${size} c${avatarColor(id)}" aria-hidden="true" data-initials=${initials(name)}
    >${picture ? html`<img src=${picture} alt="" />` : nothing}</span
  >`;
}

export const avatarStyles = css`
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background: light-dark(hsl(var(--hue) 45% 88%), hsl(var(--hue) 30% 26%));
    color: light-dark(hsl(var(--hue) 60% 22%), hsl(var(--hue) 55% 88%));
    font-size: 14px;
    font-weight: 600;
    line-height: 1;
  }
  .avatar::before {
    content: attr(data-initials);
  }
  .avatar::before,
  .avatar img {
    grid-area: 1 / 1;
  }
  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    object-fit: cover;
  }
  .s20 {
    inline-size: 20px;
    block-size: 20px;
    font-size: 9px;
  }
  .s28 {
    inline-size: 28px;
    block-size: 28px;
    font-size: 12px;
  }
  .s36 {
    inline-size: 36px;
    block-size: 36px;
    font-size: 13px;
  }
  .c0 { --hue: 168; }
  .c1 { --hue: 205; }
  .c2 { --hue: 250; }
  .c3 { --hue: 290; }
  .c4 { --hue: 330; }
  .c5 { --hue: 10; }
  .c6 { --hue: 35; }
  .c7 { --hue: 85; }
  .c8 { --hue: 50; }
  .c9 { filter: grayscale(1); }
`;
