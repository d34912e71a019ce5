import { beforeEach, expect, it, vi } from 'vitest';

/** As in a page that has loaded the first texts only. */
beforeEach(() => vi.resetModules());

it('strings that load later keep the current language and the page’s own texts', async () => {
  const { speak, speechFor } = await import('../../../widget/locales/speak.ts');
  await speak(speechFor(['de']), { retry: 'Los', healthStates: { good: 'Prima' } });
  const { strings } = await import('../../../widget/locales/strings.ts');
  const { words: german } = await import('../../../widget/locales/de/console.ts');
  expect(strings.settings).toBe(german.settings);
  expect(strings.quietHours).toBe(german.quietHours);
  expect(strings.retry).toBe('Los');
  expect(strings.healthStates).toEqual({ ...german.healthStates, good: 'Prima' });

  const { english } = await import('../../../widget/locales/en/console.ts');
  await speak(speechFor(['en']));
  expect(strings).toEqual(english);
});

it('strings are added to a group that the page has partly replaced', async () => {
  const { speak, speechFor } = await import('../../../widget/locales/speak.ts');
  await speak(speechFor(['en']), { healthStates: { good: 'fine' } });
  const { strings } = await import('../../../widget/locales/strings.ts');
  expect(strings.healthStates.good).toBe('fine');
  expect(strings.healthStates.bad).toBe('not working');
});
