import { css } from 'lit';
import { pictureColors } from '../ui/palettes/pictures.ts';

/** Looks of what stands in a bubble, shared by the thread and the previews. Every file has its room before it is there. */
export const contentStyles = css`
  ${pictureColors}
  p,
  blockquote,
  ul,
  ol,
  dl {
    margin: 0;
  }
  .said {
    white-space: pre-wrap;
  }
  ul,
  ol {
    padding-inline-start: 24px;
  }
  blockquote {
    margin-block-end: 4px;
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--accent);
    color: var(--quiet);
  }
  a {
    color: var(--link);
  }
  details > :is(p, blockquote, ul, ol) {
    margin-block-start: 4px;
  }
  pre {
    max-inline-size: 100%;
    max-block-size: 320px;
    overflow: auto;
    font-size: 12px;
  }
  .picture {
    display: block;
    padding: 0;
    border: 0;
    border-radius: 10px;
    background: none;
    cursor: zoom-in;
  }
  .picture img,
  .video,
  .waiting,
  .header {
    display: block;
    /* The picture's own shape; the usual one while it is unknown. A high one is narrower, to be seen whole. */
    inline-size: min(288px, 62cqi, 384px * var(--ratio, 1.3333));
    max-inline-size: 100%;
    aspect-ratio: var(--ratio, 1.3333);
    border-radius: 10px;
    background: color-mix(in srgb, var(--quiet) 14%, var(--sunken));
    object-fit: contain;
  }
  /* A caption is as wide as its picture. */
  .body:has(> .picture, > .video) {
    max-inline-size: min(288px, 62cqi);
  }
  .body > :is(.picture, .video) + p {
    inline-size: 0;
    min-inline-size: 100%;
  }
  .picture + p,
  .header + p,
  .video + p,
  .unseen + p {
    margin-block-start: 8px;
  }
  .video {
    background: var(--picture-ground);
    object-fit: contain;
  }
  .sticker,
  .waiting.sticker {
    display: block;
    inline-size: 128px;
    block-size: 128px;
    object-fit: contain;
    background: none;
  }
  .waiting.audio,
  .waiting.document {
    aspect-ratio: auto;
    block-size: 44px;
  }
  .waiting {
    background: color-mix(in srgb, var(--quiet) 22%, var(--sunken));
  }
  @media (prefers-reduced-motion: no-preference) {
    .waiting {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.55;
      }
    }
  }
  summary {
    cursor: pointer;
  }
  @media (pointer: coarse) {
    summary {
      min-block-size: 44px;
      align-content: center;
    }
  }
  .missing .plain {
    display: block;
    margin-block-start: 8px;
  }
  .missing {
    unicode-bidi: plaintext;
    max-inline-size: 288px;
    padding: 8px;
    border-radius: 8px;
    background: var(--alarm-surface);
    color: var(--alarm);
    font-size: 13px;
  }
  .card,
  .place {
    display: grid;
    gap: 4px;
    justify-items: start;
  }
  .card agent-console-product-rows,
  .card dl {
    inline-size: 100%;
  }
  .file {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 44px;
    min-inline-size: min(208px, 60cqi);
    color: inherit;
    text-decoration: none;
  }
  .file svg {
    flex: none;
  }
  .file span {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .file bdi,
  .file small {
    display: block;
  }
  small {
    color: var(--quiet);
  }
  .place .ground {
    display: grid;
    place-items: center;
    inline-size: min(288px, 62cqi);
    block-size: 96px;
    border-radius: 10px;
    color: var(--alarm);
    background:
      linear-gradient(color-mix(in srgb, var(--quiet) 35%, transparent) 1px, transparent 1px) 0 0 / 24px 24px,
      linear-gradient(90deg, color-mix(in srgb, var(--quiet) 35%, transparent) 1px, transparent 1px) 0 0 / 24px 24px,
      var(--sunken);
  }
  dl {
    margin-block: 4px;
    font-size: 14px;
  }
  dl > div {
    display: flex;
    gap: 12px;
    justify-content: space-between;
    padding-block: 2px;
  }
  dt {
    flex: none;
    color: var(--quiet);
  }
  dd {
    margin: 0;
    text-align: end;
    overflow-wrap: anywhere;
  }
  .total {
    border-block-start: 1px solid var(--line);
    font-weight: 700;
  }
  .unseen {
    display: grid;
    place-items: center;
    min-block-size: 80px;
    border: 1px dashed var(--quiet);
    border-radius: 8px;
    color: var(--quiet);
  }
  .cards {
    display: flex;
    gap: 8px;
    margin-block-start: 8px;
    overflow-x: auto;
  }
  .cards > div {
    flex: 0 0 176px;
    padding: 8px;
    border-radius: 10px;
    background: var(--surface);
  }
  .choices {
    display: grid;
    gap: 4px;
    margin-block-start: 8px;
    padding: 0;
    list-style: none;
    text-align: center;
  }
  .choices li {
    padding: 4px 8px;
    border: 1px solid color-mix(in srgb, var(--quiet) 40%, transparent);
    border-radius: 8px;
  }
  .choices .section {
    padding-block: 4px 0;
    border: 0;
    font-weight: 600;
  }
`;
