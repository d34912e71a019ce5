/** One answer of a dry run, beside what the team has answered. */
import { css, html, nothing } from 'lit';
import type { TrialAnswer } from '../../../../../worker/api/automation/assistant.ts';
import { assistantWords as words } from '../../../../locales/assistant.ts';
import { icons } from '../../../../theme/icons.ts';
import { numberText } from '../../../ui/time/times.ts';
import { faultText } from '../fault-text.ts';

export function renderAnswer(answer: TrialAnswer, improve: () => void) {
  const { question, answered, conversationId } = answer;
  return html`<article class="trial" aria-label=${question}>
    <p class="asked" dir="auto">${question}</p>
    <div class="sides">
      ${
        conversationId === null
          ? nothing
          : html`<div class="side">
              <strong class="who">${words.teamAnswered}</strong>
              ${answered === null ? html`<p class="quiet">${words.notAnswered}</p>` : html`<p class="said" dir="auto">${answered}</p>`}
            </div>`
      }
      <div class="side ours">
        <strong class="who">${icons.assistant} ${words.wouldAnswer}</strong>
        ${renderOutcome(answer)} ${renderSources(answer)}
      </div>
    </div>
    <footer>
      <small>${words.tokens(numberText(answer.tokens))} · ${words.seconds((answer.ms / 1_000).toFixed(1))}</small>
      <button type="button" class="button ghost" @click=${improve}>${words.improve}</button>
    </footer>
  </article>`;
}

function renderOutcome({ action, text, because, reason }: TrialAnswer) {
  if (text !== null) return html`<p class="said" dir="auto">${text}</p>`;
  const why = because === null ? '' : faultText(because);
  return html`<p class="outcome">${words.actions[action]}${why === '' ? nothing : html`<small>${why}</small>`}</p>
    ${reason === '' ? nothing : html`<small class="quiet" dir="auto">${reason}</small>`}`;
}

function renderSources({ sources }: TrialAnswer) {
  if (sources.length === 0) return nothing;
  return html`<p class="sources">
    <small>${words.sources}</small>
    ${sources.map(({ title }) => html`<span class="source">${icons.knowledge}<bdi>${title}</bdi></span>`)}
  </p>`;
}

export const trialStyles = css`
  .trial {
    display: grid;
    gap: 12px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .trial .asked {
    justify-self: start;
    max-inline-size: min(560px, 100%);
    padding: 8px 12px;
    border-radius: var(--radius-m);
    background: var(--sunken);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
    gap: 12px;
  }
  .side {
    display: grid;
    gap: 8px;
    align-content: start;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
  }
  .side.ours {
    border-color: transparent;
    background: var(--ours);
  }
  .side .who {
    display: flex;
    gap: 4px;
    align-items: center;
    margin: 0;
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
  }
  .side .who > svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .side .said {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .side small,
  .side .quiet {
    color: color-mix(in srgb, var(--ink) 80%, transparent);
  }
  .outcome {
    font-weight: 500;
  }
  .outcome small {
    display: block;
  }
  .sources {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
  }
  .source {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    max-inline-size: 100%;
    padding: 2px 8px;
    border-radius: var(--radius-full);
    background: var(--surface);
    font-size: 12px;
    line-height: 16px;
  }
  .source > svg {
    flex: none;
    inline-size: 14px;
    block-size: 14px;
    color: var(--accent);
  }
  .source > bdi {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .trial footer {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
  }
  .summary {
    font-weight: 500;
  }
`;
