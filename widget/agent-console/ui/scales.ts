import { css } from 'lit';

/**
 * The neutral and accent tones, from the background to the text. The roles in `tokens.ts` are tones of these scales.
 * Include these styles only for a color that no role has, such as in a chart.
 */
export const scales = css`
  :host {
    --neutral-1: light-dark(#ffffff, #0d1112);
    --neutral-2: light-dark(#f9f8f5, #14191b);
    --neutral-3: light-dark(#f3f1ec, #1a2022);
    --neutral-4: light-dark(#ebe9e4, #20282a);
    --neutral-5: light-dark(#e2e0da, #2a3335);
    --neutral-6: light-dark(#d6d5ce, #364145);
    --neutral-7: light-dark(#c9c8c1, #445155);
    --neutral-8: light-dark(#8f948e, #68736f);
    --neutral-9: light-dark(#767f7a, #7d8b88);
    --neutral-10: light-dark(#6f756f, #8b9795);
    --neutral-11: light-dark(#55625e, #a1aeaa);
    --neutral-12: light-dark(#14201d, #e8eeec);
    --accent-1: light-dark(#f5fbf9, #0b1513);
    --accent-2: light-dark(#e9f7f1, #0f1d1a);
    --accent-3: light-dark(#d9f2e6, #12302a);
    --accent-4: light-dark(#c3e9d9, #12463c);
    --accent-5: light-dark(#a8dcc8, #165548);
    --accent-6: light-dark(#86ccb4, #1b6657);
    --accent-7: light-dark(#5bb59a, #227a68);
    --accent-8: light-dark(#2f9a7e, #2a917b);
    --accent-9: light-dark(#0b6e5f, #3ecfb2);
    --accent-10: light-dark(#0a6155, #5adcc2);
    --accent-11: light-dark(#0a5a4e, #7fe0c8);
    --accent-12: light-dark(#053c34, #c9f7ec);
  }
`;
