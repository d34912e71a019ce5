import { css } from 'lit';

/** The spot of a label, by the name of its colour. */
export const labelColors = css`
  .gray { --spot: #7d8783; }
  .red { --spot: #d5443b; }
  .orange { --spot: #e07b1a; }
  .yellow { --spot: #d3a70c; }
  .green { --spot: #3d9a50; }
  .teal { --spot: #159c93; }
  .blue { --spot: #3a7de0; }
  .purple { --spot: #8b5cd6; }
  .pink { --spot: #d6569e; }
`;
