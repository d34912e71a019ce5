/** Samples of variables and of media. Each variable needs one, or the template cannot be reviewed. */
import type { Component, Example } from '../components.ts';
import type { TemplateSwitches } from '../switches.ts';
import { templateError } from '../template-error.ts';
import type { Handles } from './rule-context.ts';
import { variablesIn } from './variables.ts';

type Format = 'POSITIONAL' | 'NAMED';

export function checkTextSamples(
  place: 'header' | 'body',
  { text = '', example }: Component,
  format: Format,
  switches: TemplateSwitches,
): void {
  const variables = variablesIn(text);
  if (variables.length === 0) {
    if (example && switches.refusesNeedlessExamples)
      throw templateError('missing', `The ${place} has an example, but no variable.`);
    return;
  }
  const given = format === 'NAMED' ? namedSamples(place, example) : numberedSamples(place, example);
  if (given === null)
    throw templateError('missing', `The ${place} has variables, so it needs an example for each.`);
  const isComplete = given.length === variables.length && given.every(({ sample }) => sample.trim() !== '');
  if (!isComplete)
    throw templateError(
      'missing',
      `The ${place} needs one example for each of its variables, and none can be empty.`,
    );
  const unknown = format === 'NAMED' && given.find(({ name }) => !variables.includes(name));
  if (unknown) throw templateError('missing', `The ${place} has no variable named ${unknown.name}.`);
}

interface Sample {
  name: string;
  sample: string;
}

function namedSamples(place: 'header' | 'body', example: Example | undefined): Sample[] | null {
  const given = place === 'header' ? example?.header_text_named_params : example?.body_text_named_params;
  return given?.map(({ param_name, example: sample }) => ({ name: param_name, sample })) ?? null;
}

/** A list in a list; for one variable also a list or a text. */
function numberedSamples(place: 'header' | 'body', example: Example | undefined): Sample[] | null {
  const given = place === 'header' ? example?.header_text : example?.body_text;
  if (given === undefined) return null;
  const [first = []] = typeof given === 'string' ? [given] : given;
  const isList = typeof given !== 'string' && given.every((one) => typeof one === 'string');
  const samples = typeof first === 'string' ? (isList ? given : [first]) : first;
  return samples.flatMap((sample) => (typeof sample === 'string' ? [{ name: '', sample }] : []));
}

const typesOf: Readonly<Record<string, RegExp>> = {
  IMAGE: /^image\/(jpeg|jpg|png)$/,
  VIDEO: /^video\/mp4$/,
  DOCUMENT: /^application\/pdf$/,
};

/** Only a handle that the stand-in issued for a file of this kind. */
export function checkMediaSample({ format = '', example }: Component, handles: Handles): void {
  const handle = [example?.header_handle ?? []].flat()[0];
  if (handle === undefined)
    throw templateError('sample', `A header of the format ${format} needs an uploaded sample.`);
  const type = handles.typeOf(handle);
  if (type === null || !typesOf[format]?.test(type))
    throw templateError(
      'sample',
      `The sample of the header is not an uploaded file of the format ${format}.`,
    );
}
