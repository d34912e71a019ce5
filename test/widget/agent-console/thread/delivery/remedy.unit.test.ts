import { describe, expect, it } from 'vitest';
import { remedyOf, writtenIn } from '../../../../../widget/agent-console/thread/delivery/remedy.ts';
import type { Content } from '../../../../../worker/api/conversations/messages.ts';
import type { MessageError } from '../../../../../worker/api/errors.ts';
import {
  noLongerNeeded,
  noReason,
  noRoom,
  previousPartFailed,
} from '../../../../../worker/inbox/records/messages/send-errors.ts';
import { explain } from '../../../../../worker/whatsapp/graph/errors.ts';

const text: Content = { type: 'text', text: { body: 'Hello' } };
const template: Content = { type: 'template', template: { name: 'hello', language: { code: 'en' } } };
const sentAt = 1_800_000_000_000;
const meta = (code: number): MessageError => ({ code, ...explain({ code, title: '' }) });

function helps(
  error: MessageError,
  how: { isOpen?: boolean; content?: Content; stopped?: MessageError; hours?: number } = {},
): string {
  const { isOpen = true, content = text, stopped, hours = 0 } = how;
  const remedy = remedyOf(
    { status: 'failed', error, content, sentAt },
    {
      now: sentAt + hours * 60 * 60 * 1000,
      isOpen,
      isRetryDue: false,
      stopped: stopped === undefined ? null : { error: stopped },
    },
  );
  if (remedy.waitsForPart) return `the part before, ${remedy.waitsForPart}`;
  return remedy.canRetry ? 'again' : remedy.needsTemplate ? 'a template' : 'nothing';
}

describe('what helps a failed message', () => {
  it.each([
    [131026, 'nothing'],
    [131050, 'nothing'],
    [131000, 'again'],
    [131048, 'again'],
    [190, 'again'],
    [999_999, 'again'],
  ])('is what the catalogue says of code %i: %s', (code, remedy) => {
    expect(helps(meta(code))).toBe(remedy);
  });

  it('a failure that no longer matters offers nothing, and one without a reason offers a retry', () => {
    expect([helps(noLongerNeeded), helps(noReason)]).toEqual(['nothing', 'again']);
  });

  it('a failure in a closed window offers a template, and a retry once it is open', () => {
    for (const error of [meta(131047), noRoom]) {
      expect([helps(error, { isOpen: false }), helps(error)]).toEqual(['a template', 'again']);
    }
  });

  it('no retry is offered that a closed window would stop', () => {
    const shut = (code: number, content: Content = text) => helps(meta(code), { isOpen: false, content });
    expect([shut(131000), shut(190), shut(131026)]).toEqual(['a template', 'nothing', 'nothing']);
    expect(shut(131000, template)).toBe('again');
  });

  it('a marketing message that WhatsApp held back can be retried after a day', () => {
    for (const isOpen of [true, false]) {
      const held = (hours: number) => helps(meta(131049), { isOpen, content: template, hours });
      expect([held(0), held(23.9), held(24)]).toEqual(['nothing', 'nothing', 'again']);
    }
  });

  it('a failed part offers the part before it first', () => {
    expect(helps(previousPartFailed, { stopped: meta(131000) })).toBe('the part before, for-now');
    expect(helps(previousPartFailed, { stopped: meta(131026) })).toBe('the part before, for-good');
    expect(helps(previousPartFailed)).toBe('again');
  });

  it('messages that have not failed offer no remedy', () => {
    for (const status of ['queued', 'sending', 'in_doubt', 'sent'] as const) {
      const remedy = remedyOf(
        { status, error: meta(131000), content: text, sentAt },
        { now: sentAt, isOpen: true, isRetryDue: false, stopped: null },
      );
      expect(remedy).toEqual({
        canRetry: false,
        needsTemplate: false,
        waitsForPart: false,
        isResting: false,
      });
    }
  });
});

describe('what was written in a message', () => {
  it('the text to copy is the text, the caption, or the text above the buttons', () => {
    const buttons: Content = {
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Which?' }, action: { buttons: [] } },
    };
    const photo = (caption?: string): Content => ({
      type: 'image',
      image: caption === undefined ? {} : { caption },
    });
    expect([text, photo('Look'), photo(), buttons, template].map(writtenIn)).toEqual([
      'Hello',
      'Look',
      null,
      'Which?',
      null,
    ]);
  });
});
