/** The time that is left to reply, as a ring that empties, beside its words. */
import { css, html, svg } from 'lit';
import { strings } from '../../../locales/strings.ts';
import { windowText } from '../../ui/time/times.ts';

const lengthMs = 24 * 60 * 60_000;
const soonMs = 2 * 60 * 60_000;
const around = 2 * Math.PI * 7;

export function renderWindow(expiresAt: number | null, now: number) {
  const words = windowText(expiresAt, now);
  const left = words === null ? 0 : Math.min(1, ((expiresAt ?? 0) - now) / lengthMs);
  const state = words === null ? 'shut' : left * lengthMs < soonMs ? 'soon' : '';
  const text = words ?? strings.windowClosed;
  return html`<span class="window ${state}" title="${strings.windowTitle}: ${text}">
    ${svg`<svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
      <circle class="all" cx="9" cy="9" r="7" />
      <circle class="left" cx="9" cy="9" r="7" stroke-dasharray="${(left * around).toFixed(2)} ${around.toFixed(2)}" />
    </svg>`}
    <span class="words">${text}</span>
  </span>`;
}

export const windowStyles = css`
  .window {
    display: inline-flex;
    flex: none;
    gap: 8px;
    align-items: center;
    color: var(--quiet);
    font-size: 13px;
    white-space: nowrap;
  }
  .window svg {
    flex: none;
    rotate: -90deg;
  }
  .window:dir(rtl) svg {
    scale: 1 -1;
  }
  .window circle {
    fill: none;
    stroke-width: 2.5;
  }
  .window .all {
    stroke: var(--line);
  }
  .window .left {
    stroke: var(--accent);
  }
  .window.soon,
  .window.shut {
    color: var(--alarm);
  }
  .window.soon .left {
    stroke: var(--alarm);
  }
  .window.shut .all {
    stroke: currentColor;
    stroke-dasharray: 2 3;
  }
`;
