import { css, html, type TemplateResult } from 'lit';
import { strings } from '../../../locales/strings.ts';

/** The shape of a list that is being loaded. */
export function renderSkeleton(rows = 3): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${strings.loading}>
    ${Array.from({ length: rows }, () => html`<div><i></i><i></i></div>`)}
  </div>`;
}

export const skeletonStyles = css`
  .skeleton {
    display: grid;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .skeleton > div {
    display: grid;
    gap: 8px;
    padding: 16px;
  }
  .skeleton > div + div {
    border-block-start: 1px solid var(--line);
  }
  .skeleton i {
    inline-size: 40%;
    block-size: 10px;
    border-radius: var(--radius-full);
    background: var(--hover);
  }
  .skeleton i + i {
    inline-size: 64%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton i {
      animation: breathe 1.2s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    from {
      opacity: 0.5;
    }
  }
`;
