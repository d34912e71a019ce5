import { afterEach, describe, expect, it } from 'vitest';
import {
  foundProblems,
  refusalIn,
} from '../../../../../../widget/agent-console/settings/templates/builder/submission.ts';
import { ApiFailure } from '../../../../../../widget/client/api/api-failure.ts';
import { speak, speakAlso, speechFor } from '../../../../../../widget/locales/speak.ts';
import { refusalBook } from '../../../../../../widget/locales/worker-texts/template-refusals.ts';
import { refusalOf } from '../../../../../../worker/whatsapp/templates/refusals.ts';

afterEach(() => speak(speechFor([])));

const edgeVariable = refusalOf({ code: 100, subcode: 2388299, title: 'Invalid parameter' });
const refused = (refusal: unknown) =>
  new ApiFailure(422, 'template_refused', 'Meta refused the template.', {
    refusal,
    meta: { code: 100, subcode: 2388299, message: 'Variables can’t be at the end.', traceId: 'A1b2' },
  });

describe('a refusal by Meta', () => {
  it('is said in the reader’s language, with its place and Meta’s own words', async () => {
    await speak(speechFor(['de']));
    await speakAlso(refusalBook);
    const found = refusalIn(refused(edgeVariable));
    expect(found).toMatchObject({ place: 'body', said: 'Variables can’t be at the end.', traceId: 'A1b2' });
    expect(found?.text).toContain('beginnt oder endet mit einer Variable');
  });

  it('that the Worker does not know is said in the Worker’s words', () => {
    expect(refusalIn(refused(null))).toMatchObject({ text: 'Meta refused the template.', place: null });
  });
});

it('problems that the Worker found are read, and those without a text are left out', () => {
  const problem = { severity: 'error', place: 'name', params: { name: 'a' }, message: '' };
  const failure = new ApiFailure(422, 'template_problems', '', {
    problems: [
      { ...problem, code: 'name_taken' },
      { ...problem, code: 'newer_than_this' },
    ],
  });
  expect(foundProblems(failure).map(({ code }) => code)).toEqual(['name_taken']);
});
