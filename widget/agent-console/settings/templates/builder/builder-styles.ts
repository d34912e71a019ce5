import { css } from 'lit';
import { menuItems } from '../../../ui/overlays/menu-items.ts';

/** The form beside the phone; on a narrow page the phone is below it. */
export const builderStyles = css`
  ${menuItems}
  :host {
    display: block;
  }
  .both {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 304px);
    gap: 24px;
    align-items: start;
  }
  .preview {
    position: sticky;
    inset-block-start: 24px;
    display: grid;
    gap: 12px;
  }
  @container (max-width: 640px) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
    .preview {
      position: static;
    }
  }
  .frame {
    container-type: inline-size;
    display: grid;
    gap: 16px;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: baseline;
    justify-content: space-between;
  }
  .back > svg:dir(rtl) {
    transform: scaleX(-1);
  }
  fieldset {
    min-inline-size: 0;
  }
  .buttons {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .buttons > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    min-block-size: 0;
    padding: 8px 12px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--surface);
  }
  .line {
    display: flex;
    gap: 4px;
    align-items: center;
  }
  .line > strong {
    flex: 1;
    min-inline-size: 0;
    font-weight: 500;
  }
  .grip {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 28px;
    color: var(--quiet);
    cursor: grab;
  }
  agent-console-menu.add {
    justify-self: start;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-m);
  }
  .problems {
    display: grid;
    gap: 2px;
    border: 0;
  }
  .problems li {
    display: block;
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  .problems button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px;
    inline-size: 100%;
    padding: 8px;
    border: 0;
    border-radius: var(--radius-s);
    background: none;
    color: inherit;
    font: 400 var(--text-13) var(--font);
    text-align: start;
  }
  .problems button:hover {
    background: var(--hover);
  }
  .problems svg {
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 1px;
  }
  .problems .error svg {
    color: var(--alarm);
  }
  .problems .warning svg {
    color: var(--warning);
  }
  .submit {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
`;
