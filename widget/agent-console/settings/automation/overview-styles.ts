import { css } from 'lit';

/** A card that says whether automation is on, and a row for each part. */
export const overviewStyles = css`
  :host {
    container-type: inline-size;
  }
  ul > li {
    flex-wrap: nowrap;
  }
  .now {
    display: flex;
    gap: 16px;
    align-items: center;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--sunken);
  }
  .now strong {
    font-size: 16px;
    font-weight: 600;
    line-height: 24px;
  }
  .sign {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: var(--radius-m);
    background: var(--sunken);
    color: var(--quiet);
  }
  .now > .sign {
    inline-size: 44px;
    block-size: 44px;
    border-radius: var(--radius-full);
    background: var(--surface);
  }
  .now.on > .sign,
  li:not(.off) .sign {
    background: var(--good-surface);
    color: var(--good);
  }
  .now:is(.paused, .pausedForAll) > .sign {
    color: var(--warning);
  }
  .block {
    display: flex;
    gap: 12px;
    align-items: center;
  }
  .block > :last-child {
    min-inline-size: 0;
  }
  .block strong {
    font-weight: 500;
  }
  .mark {
    display: inline-block;
    margin-inline-start: 4px;
    padding: 2px 8px;
    border-radius: var(--radius-full);
    background: var(--sunken);
    color: var(--quiet);
    font-size: 12px;
    font-weight: 500;
    line-height: 16px;
  }
  .mark.on {
    background: var(--good-surface);
    color: var(--good);
  }
  @container (max-width: 480px) {
    ul > li {
      flex-wrap: wrap;
    }
    li > .block {
      flex-basis: 100%;
    }
  }
`;
