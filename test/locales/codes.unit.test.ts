/** What the Worker refuses, and why a message failed, in the language of the console: by the codes of the source. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { translated } from '../../widget/locales/languages.ts';
import { speak, speakAlso, speechFor } from '../../widget/locales/speak.ts';
import { errorBook, errorText } from '../../widget/locales/worker-texts/errors.ts';
import { failureBook, failureText } from '../../widget/locales/worker-texts/failures.ts';
import { errorCatalogue } from '../../worker/whatsapp/graph/error-catalogue.ts';

const worker = new URL('../../worker/', import.meta.url).pathname;
/** Errors that never appear in the console: they are for callers of the API, for deployments, or for Meta. */
const notForAgents = new Set([
  'agent_removed',
  'api_token_required',
  'bad_master_key',
  'bad_setup_token',
  'bot_paused',
  'follows_not_found',
  'idempotency_key_reused',
  'invalid_json',
  'invalid_path',
  'invalid_push_keys',
  'invalid_secret',
  'key_required',
  'length_required',
  'master_key_changed',
  'not_a_handshake',
  'not_found',
  'not_rotatable',
  'not_stored',
  'number_not_connected',
  'people_only',
  'rate_limited',
  'receipts_off',
  'scope_missing',
  'site_login_off',
  'ticket_refused',
  'turn_over',
  'turn_token_wrong',
  'websocket_required',
  'wrong_claims',
  'wrong_format',
  'wrong_signature',
  'wrong_token',
  'wrong_verify_token',
]);

const refusals = ownCodes('new ApiError(').filter((code) => !notForAgents.has(code));

afterEach(() => speak(speechFor([])));

describe.each(translated)('why a message failed, in %s', (language) => {
  const load = () => errorBook.translation(language);
  it('is said for every code that we explain, and for no other', async () => {
    await speak(speechFor([language]));
    await speakAlso(errorBook);
    const english = { title: 'English title.', advice: 'English advice.' };
    const codes = [...Object.keys(errorCatalogue).map(Number), ...ownCodes('code: ')];
    const texts = codes.map((code) => errorText({ code, ...english }));
    expect(codes.filter((_, index) => Object.values(english).includes(texts[index]?.title ?? ''))).toEqual(
      [],
    );
    expect(codes.filter((_, index) => texts[index]?.title.includes(english.title))).toEqual([]);
    const said = new Set<unknown>(texts);
    const unsaid = Object.entries(await load()).filter(
      ([code, text]) => code !== 'unknown' && !said.has(text),
    );
    expect(unsaid.map(([code]) => code)).toEqual([]);
  });

  it('is WhatsApp’s own title, after ours, for a code that we do not know', async () => {
    await speak(speechFor([language]));
    await speakAlso(errorBook);
    const { unknown } = await load();
    const text = errorText({ code: 999_999, title: 'Something new', advice: 'Look it up.' });
    expect(text).toEqual({ title: `${unknown?.title} Something new`, advice: unknown?.advice });
  });
});

it('says two codes as one only where they mean the same', async () => {
  await speak(speechFor(['de']));
  await speakAlso(errorBook);
  const meanings = new Map<unknown, Set<string>>();
  for (const [code, { title, advice }] of Object.entries(errorCatalogue)) {
    const text = errorText({ code: Number(code), title, advice });
    meanings.set(text, (meanings.get(text) ?? new Set()).add(`${title} ${advice}`));
  }
  expect([...meanings.values()].filter(({ size }) => size > 1)).toEqual([]);
});

it('says why a message failed as the API said it, in English', async () => {
  await speakAlso(errorBook);
  const text = { title: 'English title.', advice: 'English advice.' };
  expect(errorText({ code: 190, ...text })).toEqual(text);
});

describe.each(translated)('what the Worker refuses, in %s', (language) => {
  const load = () => failureBook.translation(language);
  it('is said for every code that an agent can meet, and for no other', async () => {
    const ofFiles = ['empty', 'too_large', 'type'].flatMap((what) => [`media_${what}`, `photo_${what}`]);
    expect(Object.keys(await load()).sort()).toEqual(
      [...refusals, ...ofFiles, 'photo_too_small', 'sticker_size', 'internal'].sort(),
    );
  });

  it('names what is wrong with what was entered, each fault once', async () => {
    await speak(speechFor([language]));
    const { invalid_input: text } = await load();
    const details = ['One.', 'Two.', 'One.'].map((message, at) => ({ path: `origins.${at}`, message }));
    expect(await failureText('invalid_input', 'English.', details)).toBe(`${text} One. Two.`);
    expect(await failureText('invalid_input', 'English.', { other: 1 })).toBe(text);
    const fault = {
      path: 'title',
      code: 'too_long',
      params: { name: 'title', count: 80 },
      message: 'Too long.',
    };
    const inWords = await failureText('invalid_input', 'English.', [fault]);
    expect(inWords).not.toContain('Too long.');
    expect(inWords).toMatch(/title.*80|80.*title/);
  });

  it('is said as the Worker said it where there is more in its sentence, or none of ours', async () => {
    await speak(speechFor([language]));
    const words = await load();
    expect(await failureText('invalid_phone', 'English.')).toBe(words.invalid_phone);
    expect(await failureText('invalid_content', 'English.')).toBe(`${words.invalid_content} English.`);
    expect(await failureText('of_tomorrow', 'English.')).toBe('English.');
    const path = 'interactive.body.text';
    const long = { path, code: 'too_long', params: { name: path, count: 1_024 }, message: 'At most 1024.' };
    const twice = { path, code: 'duplicate', params: { name: path }, message: 'Give each its own.' };
    const named = await failureText('invalid_content', 'English.', [long, twice]);
    expect(named).toContain(`${words.invalid_content} `);
    expect(named.split('interactive.body.text')).toHaveLength(3);
    expect(named).not.toContain('At most 1024.');
    expect(named.endsWith('interactive.body.text: Give each its own.')).toBe(true);
  });
});

/** The codes that stand in the Worker's source: of refusals, or of what we say ourselves about a message. */
function ownCodes(of: 'new ApiError(' | 'code: '): string[] {
  const codes = new Set<string>();
  const files =
    of === 'code: '
      ? ['inbox/automation/bot-refusal.ts', 'inbox/records/messages/send-errors.ts', 'inbox/media/media.ts']
      : globSync('**/*.ts', { cwd: worker });
  for (const file of files) {
    const visit = (node: ts.Node): void => {
      const code = of === 'code: ' ? codeOfMessage(node) : codeOfRefusal(node);
      if (code && ts.isStringLiteral(code)) codes.add(code.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(worker + file, 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return [...codes];
}

function codeOfRefusal(node: ts.Node): ts.Expression | undefined {
  return ts.isNewExpression(node) && node.expression.getText() === 'ApiError'
    ? node.arguments?.[1]
    : undefined;
}

function codeOfMessage(node: ts.Node): ts.Expression | undefined {
  const isCode = ts.isPropertyAssignment(node) && node.name.getText() === 'code';
  return isCode ? node.initializer : undefined;
}
