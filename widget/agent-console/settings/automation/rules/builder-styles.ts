import { css } from 'lit';

/** The form of a rule: a card for each action, and the customer's view beside a text. */
export const builderStyles = css`
  :host {
    container-type: inline-size;
  }
  .back > svg:dir(rtl) {
    transform: scaleX(-1);
  }
  .actions {
    display: grid;
    gap: 12px;
  }
  .action {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 8px 16px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .line {
    display: flex;
    gap: 4px;
    align-items: end;
  }
  .line > strong {
    flex: 1;
    align-self: center;
    min-inline-size: 0;
    font-weight: 500;
  }
  .line > .field {
    flex: 1;
    min-inline-size: 0;
  }
  .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 280px);
    gap: 16px;
    align-items: start;
  }
  .write {
    display: grid;
    gap: 4px;
  }
  .boxes {
    display: flex;
    flex-wrap: wrap;
    column-gap: 24px;
  }
  .boxes > .choice {
    column-gap: 8px;
  }
  .sends {
    display: grid;
    gap: 4px;
    padding: 8px 12px;
    border-radius: var(--radius-m);
    background: var(--sunken);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .sends > span:has(svg) {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .insert {
    margin-inline-start: -8px;
  }
  .insert svg,
  .add svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .add {
    justify-self: start;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-m);
  }
  [slot='mark'] {
    display: grid;
  }
  @container (max-width: 600px) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
