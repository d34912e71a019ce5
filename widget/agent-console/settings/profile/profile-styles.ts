import { css } from 'lit';
import { controlStyles } from '../../ui/controls/control-styles.ts';
import { fieldStyles } from '../../ui/controls/field-styles.ts';

/** Styles that the parts of a number's profile share. */
export const profileStyles = [
  controlStyles,
  fieldStyles,
  css`
    .plain:disabled {
      opacity: 0.5;
      cursor: default;
    }
  `,
];
