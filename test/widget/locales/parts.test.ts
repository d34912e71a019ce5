import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../../widget/agent-console/settings/button/button-tags.ts';
import '../../../widget/agent-console/thread/thread-view.ts';
import { analyticsBook } from '../../../widget/locales/analytics.ts';
import { assignmentBook } from '../../../widget/locales/assignment.ts';
import { automationBook } from '../../../widget/locales/automation.ts';
import { menuBook } from '../../../widget/locales/automation-menus.ts';
import { ruleBook } from '../../../widget/locales/automation-rules.ts';
import { buttonBook } from '../../../widget/locales/button.ts';
import { translated } from '../../../widget/locales/languages.ts';
import { setupBook } from '../../../widget/locales/setup.ts';
import { speak, speakAlso, speechFor } from '../../../widget/locales/speak.ts';
import { builderBook } from '../../../widget/locales/template-builder.ts';
import { templateBook } from '../../../widget/locales/templates.ts';
import { webhookBook } from '../../../widget/locales/webhooks.ts';
import { message, now } from '../agent-console/rows.ts';
import { shapeOf } from './shape.ts';

afterEach(() => speak(speechFor([])));

describe.each([
  analyticsBook,
  assignmentBook,
  automationBook,
  ruleBook,
  menuBook,
  setupBook,
  buttonBook,
  webhookBook,
  templateBook,
  builderBook,
])('the texts of the $key', ({ english, translation }) => {
  it.each(translated)('are complete in %s, with the same structure as in English', async (language) => {
    expect(shapeOf(await translation(language))).toEqual(shapeOf(english));
  });
});

describe('the texts of a part', () => {
  it('are in the current language when it loads, and follow later changes', async () => {
    await speak(speechFor(['de']));
    await speakAlso(buttonBook);
    expect(buttonBook.words).toEqual(await buttonBook.translation('de'));
    await speak(speechFor(['fr']));
    expect(buttonBook.words).toEqual(await buttonBook.translation('fr'));
    await speak(speechFor(['en']));
    expect(buttonBook.words).toEqual(buttonBook.english);
  });

  it('are replaced by the page’s own texts', async () => {
    await speak(speechFor(['de']), { setup: { title: 'Los', found: { name: 'Wie sie heißt' } } });
    await speakAlso(setupBook);
    const german = await setupBook.translation('de');
    expect(setupBook.words.title).toBe('Los');
    expect(setupBook.words.found).toEqual({ ...german.found, name: 'Wie sie heißt' });
    expect(setupBook.words.intro).toBe(german.intro);
  });
});

describe('an element that loads its own texts', () => {
  it('is rendered in the current language', async () => {
    await speak(speechFor(['de']));
    const german = await buttonBook.translation('de');
    const number = { id: '1', name: 'Shop', displayPhoneNumber: '+1 555 078 3881' };
    const element = Object.assign(document.createElement('agent-console-button-tags'), { number });
    document.body.replaceChildren(element);
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).toContain(german.placement);
  });

  it('shows why a message failed as soon as the texts have loaded', async () => {
    await speak(speechFor(['de']));
    const error = { code: 190, title: 'Not valid.', advice: 'Ask an admin.', details: null };
    const messages = [message(1, { direction: 'out', status: 'failed', error })];
    const element = Object.assign(document.createElement('agent-console-thread'), { messages, now });
    document.body.replaceChildren(element);
    await vi.waitFor(() => expect(element.shadowRoot?.textContent).toContain('Das Zugriffstoken'));
    expect(element.shadowRoot?.textContent).not.toContain('Not valid.');
  });
});
