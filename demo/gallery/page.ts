/** The page of one element: all its states below each other, or one alone. */
import { html, nothing, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { assignmentBook } from '../../widget/locales/assignment.ts';
import { buttonBook } from '../../widget/locales/button.ts';
import { numberBook } from '../../widget/locales/number.ts';
import { setupBook } from '../../widget/locales/setup.ts';
import { speak, speakAlso, speechFor } from '../../widget/locales/speak.ts';
import { builderBook } from '../../widget/locales/template-builder.ts';
import { templateBook } from '../../widget/locales/templates.ts';
import { webhookBook } from '../../widget/locales/webhooks.ts';
import { errorBook } from '../../widget/locales/worker-texts/errors.ts';
import { failureBook } from '../../widget/locales/worker-texts/failures.ts';
import { problemBook } from '../../widget/locales/worker-texts/template-problems.ts';
import { type Address, readAddress, writeAddress } from './address.ts';
import { loadPages } from './elements.ts';
import { settled } from './settled.ts';
import type { Specimen } from './specimen.ts';
import { standIn } from './stand-in.ts';

standIn();

const books = [
  builderBook,
  buttonBook,
  errorBook,
  failureBook,
  assignmentBook,
  numberBook,
  problemBook,
  setupBook,
  templateBook,
  webhookBook,
];
const root = document.documentElement;
let turn = 0;

async function show(): Promise<void> {
  turn += 1;
  const mine = turn;
  delete root.dataset.ready;
  const address = readAddress(location.hash);
  const { element, theme, language, direction } = address;
  document.title = `${element} · Gallery`;
  const speech = speechFor([language]);
  root.lang = language;
  root.dir = direction === 'auto' ? speech.direction : direction;
  root.dataset.theme = theme;
  await Promise.all([speak(speech), ...books.map(speakAlso)]);
  const pages = await loadPages(element);
  // Some pages of the Worker set the language themselves when they are loaded.
  root.lang = language;
  root.dir = direction === 'auto' ? speech.direction : direction;
  const specimens = pages?.pages[element] ?? [];
  if (!customElements.get(element)) throw new Error(`The page of <${element}> does not load it.`);
  if (turn !== mine) return;
  const alone = specimens.find(({ state }) => state === address.state);
  render(
    keyed(
      mine,
      html`<main class="page ${alone ? 'alone' : ''}">
        <h1>&lt;${element}&gt;</h1>
        ${(alone ? [alone] : specimens).map((specimen) => renderState(specimen, alone === specimen, address))}
      </main>`,
    ),
    document.body,
  );
  await settled(document.body);
  for (const specimen of alone ? [alone] : specimens) {
    if (specimen.isFramed && alone !== specimen) continue;
    const box = document.querySelector(`[data-state="${CSS.escape(specimen.state)}"] > .box`);
    const shown = box?.querySelector<HTMLElement>(element);
    if (!shown) throw new Error(`The state “${specimen.state}” shows no <${element}>.`);
    await specimen.act?.(shown);
  }
  await settled(document.body);
  if (turn === mine) root.dataset.ready = location.hash;
}

function renderState(specimen: Specimen, isAlone: boolean, address: Address) {
  const { state, isFramed, box = {}, address: more = '' } = specimen;
  const isFrame = isFramed && !isAlone;
  const { width, height = isFrame ? 640 : undefined, inset = isFrame || isAlone ? 0 : undefined } = box;
  const style = [
    width !== undefined && !isAlone ? `--most: ${width}px` : '',
    height !== undefined && !isAlone ? `--height: ${height}px` : '',
    inset !== undefined ? `--inset: ${inset}px` : '',
  ].join(';');
  const place = `${writeAddress({ ...address, state })}${more === '' ? '' : `&${more}`}`;
  return html`<section class="state" data-state=${state} data-empty=${specimen.isEmpty ?? nothing}>
    <h2>${state}</h2>
    <div class="box" style=${style}>
      ${isFrame ? html`<iframe title=${state} src="page.html${place}"></iframe>` : specimen.render()}
    </div>
  </section>`;
}

addEventListener('hashchange', () => void show());
void show();
