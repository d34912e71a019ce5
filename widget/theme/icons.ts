import { svg, type TemplateResult } from 'lit';

/** Line drawings on a 24 × 24 grid; their button names them. */
function icon(shape: TemplateResult<2>): TemplateResult<2> {
  return svg`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
}

export const icons = {
  back: icon(svg`<path d="M15 5l-7 7 7 7" />`),
  search: icon(svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5 5" />`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  reply: icon(svg`<path d="M10 7L5 12l5 5M5 12h9a5 5 0 0 1 5 5v1" />`),
  forward: icon(svg`<path d="M14 7l5 5-5 5M19 12h-9a5 5 0 0 0-5 5v1" />`),
  smile: icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M8.5 14a4 4 0 0 0 7 0M9 9.5v.5M15 9.5v.5" />`),
  settings: icon(
    svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9" /><circle cx="16" cy="7" r="2.5" /><circle cx="8" cy="17" r="2.5" />`,
  ),
  plus: icon(svg`<path d="M12 5v14M5 12h14" />`),
  microphone: icon(
    svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21" />`,
  ),
  send: icon(svg`<path d="M4 12l16-7-6 16-3-7z" />`),
  down: icon(svg`<path d="M12 5v14M6 13l6 6 6-6" />`),
  file: icon(svg`<path d="M6 3h8l5 5v13H6zM14 3v5h5" />`),
  pin: icon(
    svg`<path d="M12 21s7-6.5 7-11.5A7 7 0 0 0 5 9.5C5 14.5 12 21 12 21z" /><circle cx="12" cy="9.5" r="2.5" />`,
  ),
  person: icon(svg`<circle cx="12" cy="8" r="4" /><path d="M4.5 20a7.5 7.5 0 0 1 15 0" />`),
  download: icon(svg`<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />`),
  play: icon(svg`<path d="M8 5l11 7-11 7z" />`),
  pause: icon(svg`<path d="M8 5v14M16 5v14" />`),
  phone: icon(
    svg`<path d="M5 4h4l1.5 5L8 11a12 12 0 0 0 5 5l2-2.5 5 1.5v4c0 1-1 1.5-2 1.5C10.5 20 4 13.5 3.5 6 3.5 5 4 4 5 4z" />`,
  ),
};
