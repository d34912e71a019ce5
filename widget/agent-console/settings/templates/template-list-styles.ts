import { css } from 'lit';
import { spokenOnly } from '../../ui/spoken-only.ts';

/** The list of templates: its filters, its actions and what is done with several. */
export const templateListStyles = css`
  .filters {
    display: grid;
    grid-template-columns: minmax(min(176px, 100%), 1.4fr) repeat(auto-fit, minmax(128px, 1fr));
    gap: 8px;
  }
  @container (max-width: 560px) {
    .filters {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .filters > :first-child {
      grid-column: 1 / -1;
    }
  }
  .bulk {
    position: sticky;
    z-index: 1;
    inset-block-end: 16px;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 8px 8px 8px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--raised);
    box-shadow: var(--shadow-m);
  }
  .bulk > :first-child {
    flex: 1;
  }
  .end > label.import {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  .import:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .import > input[type='file'] {
    ${spokenOnly}
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    justify-content: space-between;
  }
`;
