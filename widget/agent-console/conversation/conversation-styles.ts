import { css } from 'lit';
import { spokenOnly } from '../ui/spoken-only.ts';

export const conversationStyles = css`
  :host {
    /* On a wide screen, what is written is in a column of 960 px in the middle, so that both sides are read together. */
    --column-margin: calc(50% - 480px);
    display: grid;
    grid-template: auto auto 1fr auto auto auto / minmax(0, 1fr);
    min-block-size: 0;
  }
  .notices {
    min-inline-size: 0;
  }
  agent-console-thread {
    grid-row: 3;
    min-block-size: 0;
  }
  agent-console-collision,
  agent-console-suggestion {
    grid-row: 4;
  }
  agent-console-composer {
    grid-row: 6;
  }
  .identity {
    margin: 0;
    padding: 8px 16px;
    background: var(--alarm-surface);
    color: var(--alarm);
  }
  header {
    display: flex;
    gap: 4px 8px;
    align-items: center;
    min-block-size: 60px;
    padding: 8px 12px 8px 16px;
    border-block-end: 1px solid var(--line);
  }
  header:dir(rtl) {
    padding: 8px 16px 8px 12px;
  }
  .who {
    flex: 1;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 12px;
    align-items: center;
    /* The name stays readable where colleagues, the window and the panel beside it want the room too. */
    min-inline-size: 168px;
    cursor: pointer;
  }
  .who .avatar {
    grid-row: 1 / span 2;
  }
  .who > h2:last-child {
    grid-row: 1 / span 2;
  }
  /* One line: what does not fit whole is not shown. */
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    block-size: 20px;
    /* The frame that is shown before has a line of 18 px here, and the name must not move. */
    margin-block: -1px;
    min-inline-size: 0;
    overflow: hidden;
    color: var(--quiet);
    font-size: 12px;
    line-height: 18px;
    white-space: nowrap;
  }
  .facts > bdi {
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .facts .alarm {
    color: var(--alarm);
  }
  h2 {
    margin: 0;
    overflow: hidden;
    font-size: 16px;
    font-weight: 600;
    line-height: 22px;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  @container (max-width: 560px) {
    header {
      gap: 4px;
      padding-inline: 4px;
    }
    .who .avatar,
    .about {
      display: none;
    }
    .who {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
      min-inline-size: 0;
    }
  }
  /* With the list beside it, the name needs the room. The ring is enough to see; the words are spoken. */
  @container (max-width: 900px) {
    .window {
      padding-inline: 4px;
    }
    .window .words {
      ${spokenOnly}
    }
    agent-console-tools {
      --mode-words: none;
    }
  }
  @container (max-width: 1600px) {
    .beside agent-console-tools {
      --mode-words: none;
    }
    .beside.automatic .window .words {
      ${spokenOnly}
    }
  }
  @container (max-width: 1400px) {
    .beside .window {
      padding-inline: 4px;
    }
    .beside .window .words {
      ${spokenOnly}
    }
  }
  agent-console-note {
    grid-row: 6;
  }
  [hidden] {
    display: none;
  }
  .modes {
    grid-row: 5;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    padding-inline: max(12px, var(--column-margin));
    border-block-start: 1px solid var(--line);
    font-size: 13px;
  }
  .modes .hint {
    display: flex;
    gap: 8px;
    align-items: center;
    padding-block: 4px;
  }
  .modes .plain {
    flex: none;
  }
  .back:dir(rtl) {
    scale: -1 1;
  }
  @container (min-width: 720px) {
    .back {
      display: none;
    }
  }

  .read-only {
    margin: 0;
    padding: 12px 16px;
    color: var(--quiet);
    text-align: center;
  }
`;
