import { css } from 'lit';

/** The layout of the designer's forms. */
export const designerStyles = css`
  :host,
  form,
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  h3,
  h4,
  p {
    margin: 0;
  }
  h3 {
    font-size: 20px;
    line-height: 28px;
  }
  h4 {
    font-size: 16px;
    line-height: 24px;
  }
  h3 + p.quiet {
    margin-block-start: -12px;
  }
  small {
    color: var(--quiet);
    font-size: 13px;
    line-height: 18px;
  }
  /* A phone number stays on one line. */
  h3 bdi {
    white-space: nowrap;
  }
  fieldset:not(.field) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    min-inline-size: 0;
    margin: 0;
    padding: 12px 16px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  fieldset:not(.field) > legend {
    padding-inline: 8px;
    font-weight: 600;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
    gap: 16px;
    align-items: end;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    gap: 16px;
    align-items: center;
  }
  .problem {
    color: var(--alarm);
  }
`;
