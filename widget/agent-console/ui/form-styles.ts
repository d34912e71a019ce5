import { css } from 'lit';

/** How a page of the settings looks: its title, lists and sections, and native fields that are not from the kit. */
export const settingsStyles = css`
  :host,
  form,
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  :host > *,
  form > *,
  section > * {
    min-inline-size: 0;
  }
  h3,
  h4 {
    margin: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: 20px;
    line-height: 28px;
  }
  h4 {
    font-size: 16px;
    line-height: 24px;
  }
  section,
  section + form {
    margin-block-start: 16px;
  }
  /* A phone number stays on one line. */
  h3 bdi {
    white-space: nowrap;
  }
  p {
    margin: 0;
  }
  /* The title, and the one thing to do on this page. */
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
  }
  .top + p,
  :host > h3 + p.quiet,
  form > h3 + p.quiet,
  section > h3 + p.quiet,
  section > h4 + p.quiet {
    margin-block-start: -12px;
  }
  label:not(.choice > *, .field > *) {
    display: grid;
    gap: 4px;
    align-content: start;
    font-weight: 500;
  }
  label.check {
    display: flex;
    gap: 12px;
    align-items: center;
    min-block-size: var(--control);
    font-weight: 400;
  }
  .check + small {
    margin-block-start: -16px;
    padding-inline-start: 30px;
  }
  small {
    color: var(--quiet);
    font-size: 13px;
    font-weight: 400;
    line-height: 18px;
  }
  input:not([type='checkbox'], [type='radio'], .input),
  select:not(.input),
  textarea:not(.input) {
    min-inline-size: 0;
    min-block-size: var(--control);
    padding: 4px 12px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius-m);
    background-color: var(--surface);
    color: inherit;
    font: inherit;
    font-weight: 400;
    line-height: 20px;
    text-overflow: ellipsis;
  }
  textarea:not(.input) {
    padding-block: 8px;
  }
  select:not(.input) {
    padding-inline-end: 36px;
  }
  input[type='checkbox']:not([role='switch']) {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  ::file-selector-button {
    margin-inline-end: 12px;
    padding: 2px 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--raised);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  fieldset:not(.field) {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 12px 16px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  legend {
    padding-inline: 8px;
    font-weight: 500;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(max(min(224px, 100%), 50% - 8px), 1fr));
    gap: 16px;
    align-items: start;
  }
  .pair[hidden] {
    display: none;
  }
  .pair > small {
    grid-column: 1 / -1;
  }
  ul {
    display: grid;
    margin: 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    justify-content: flex-end;
    min-block-size: 52px;
    padding: 8px 12px 8px 16px;
    overflow-wrap: anywhere;
  }
  li:dir(rtl) {
    padding: 8px 16px 8px 12px;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  li > :first-child {
    flex: 1 1 160px;
    min-inline-size: 0;
  }
  li small {
    display: block;
  }
  ul:not(:has(li)) {
    display: none;
  }
  /* Settings that save themselves, each on its line. */
  .rows {
    padding: 0 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .rows > * + * {
    border-block-start: 1px solid var(--line);
  }
  .rows > * {
    padding-block: 12px;
  }
  summary {
    min-block-size: var(--control);
    align-content: center;
    cursor: pointer;
  }
  a {
    color: var(--link);
  }
  .plain {
    min-block-size: var(--control);
    padding-inline: 16px;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
  }
  .problem {
    color: var(--alarm);
  }
  .problem:empty {
    display: none;
  }
`;
