import { css } from 'lit';
import { spokenOnly } from '../../../ui/spoken-only.ts';

/** The builder of a menu: its outline beside what is open of it. */
export const menuStyles = css`
  :host {
    container-type: inline-size;
  }
  .tree {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 8fr);
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .outline {
    display: grid;
    gap: 8px;
    align-content: start;
    padding: 12px;
    border-inline-end: 1px solid var(--line);
  }
  .outline small {
    padding-inline: 8px;
  }
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-content: start;
    padding: 16px;
  }
  .panel section {
    margin: 0;
  }
  h5 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .panel .both {
    grid-template-columns: minmax(0, 1fr);
  }
  .panel .line {
    align-items: center;
  }
  .answers {
    display: grid;
    gap: 12px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: start;
  }
  .row > .field {
    flex: 1 1 160px;
    min-inline-size: 0;
  }
  .row > .tools {
    display: flex;
    /* Beside the field, below its label. */
    padding-block-start: 24px;
  }
  .open:dir(rtl) > svg {
    transform: scaleX(-1);
  }
  .starters {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .heard {
    ${spokenOnly}
  }
  @container (max-width: 600px) {
    .tree {
      grid-template-columns: minmax(0, 1fr);
    }
    .outline {
      border-inline-end: 0;
      border-block-end: 1px solid var(--line);
    }
  }
`;
