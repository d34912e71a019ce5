import { css, html } from 'lit';
import type { PressStatistics } from '../../../../worker/api/numbers/button.ts';
import { buttonWords as words } from '../../../locales/button.ts';

export const clickTableStyles = css`
  .scroll {
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  th,
  td {
    padding: 8px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .count {
    text-align: end;
  }
`;

/** The pages and campaigns with the most clicks. */
export function renderClicks({ rows }: PressStatistics) {
  return html`<h3 id="presses">${words.presses}</h3>
    ${
      rows.length === 0
        ? html`<p class="quiet">${words.noPresses}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="presses">
            <table>
              <thead>
                <tr>
                  <th>${words.page}</th>
                  <th>${words.campaign}</th>
                  <th class="count">${words.count}</th>
                  <th class="count">${words.conversations}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (row) => html`<tr>
                    <td><bdi>${row.page}</bdi></td>
                    <td><bdi>${row.campaign ?? ''}</bdi></td>
                    <td class="count">${row.presses}</td>
                    <td class="count">${row.conversations}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
}
