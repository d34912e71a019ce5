/**
 * Checks the values of template variables before Meta rejects them. Sources: error 132018 ("Param text
 * cannot have new-line/tab characters or more than 4 consecutive spaces") and the limits of
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components.
 */
import * as v from 'valibot';
import type { OutboundIssue } from '../outbound-content.ts';
import { flowData } from './flow-data.ts';
import type { Template } from './template.ts';
import type { TemplateField } from './template-fields.ts';

/** Maximum characters of a value, by component. A body has at most 1,024 with everything filled in. */
export const maxTemplateValue = { header: 60, body: 1_024, button: 2_000 } as const;
/** Maximum characters of the code that a "Copy code" button copies. */
export const maxCouponCode = 15;

/** Maximum characters of a document's name in a header, as in a document message. */
export const maxHeaderFilename = 240;

export type ValueProblem = 'empty' | 'line_break' | 'tab' | 'spaces' | 'too_long' | 'not_json';

const sentences: Readonly<Record<ValueProblem, string>> = {
  empty: 'A template variable cannot be empty. Fill it in.',
  line_break: 'A template variable cannot contain a line break. Write it on one line.',
  tab: 'A template variable cannot contain a tab. Use a space.',
  spaces: 'A template variable cannot contain more than four spaces in a row. Use fewer.',
  too_long: 'This is too long for a template variable.',
  not_json: 'The data of a Flow must be a JSON object.',
};

/** Why Meta would reject this value; null when it would accept it. */
export function valueProblem(text: string, max: number): ValueProblem | null {
  if (text.trim() === '') return 'empty';
  if (/[\n\r\v\f\u0085\u2028\u2029]/.test(text)) return 'line_break';
  if (text.includes('\t')) return 'tab';
  if (/ {5}/.test(text)) return 'spaces';
  return text.length > max ? 'too_long' : null;
}

/** Checks a field of the form. Fields other than text variables have no rules here. */
export function fieldProblem({ id, kind }: TemplateField, value: string): ValueProblem | null {
  switch (kind) {
    case 'text':
      return valueProblem(
        value,
        /^(card\.\d+\.)?header\./.test(id) ? maxTemplateValue.header : maxTemplateValue.body,
      );
    case 'url_suffix':
      return valueProblem(value, maxTemplateValue.button);
    case 'coupon_code':
      return valueProblem(value, maxCouponCode);
    case 'flow_data':
      return value.trim() === '' || flowData(value) ? null : 'not_json';
    case 'filename':
      return value.trim().length > maxHeaderFilename ? 'too_long' : null;
    default:
      return null;
  }
}

const parameter = v.looseObject({
  type: v.pipe(v.string(), v.toLowerCase()),
  text: v.optional(v.unknown()),
  coupon_code: v.optional(v.unknown()),
  parameter_name: v.optional(v.unknown()),
  document: v.fallback(v.optional(v.looseObject({ filename: v.optional(v.unknown()) })), undefined),
});
const component = v.looseObject({
  type: v.pipe(v.string(), v.toLowerCase()),
  sub_type: v.fallback(v.optional(v.pipe(v.string(), v.toLowerCase())), undefined),
  parameters: v.optional(v.array(v.unknown()), []),
  cards: v.optional(v.array(v.unknown()), []),
});
const card = v.looseObject({ components: v.optional(v.array(v.unknown()), []) });

/** Values that Meta rejects in any template. */
export function parameterIssues(components: readonly unknown[], path: string): OutboundIssue[] {
  return components.flatMap((one, index) => {
    const read = v.safeParse(component, one);
    if (!read.success) return [];
    const { type, sub_type, parameters, cards } = read.output;
    const at = `${path}[${index}]`;
    return [
      // A quick reply has no variable: Meta's own example has a boolean as its text.
      ...(sub_type === 'quick_reply'
        ? []
        : parameters.flatMap((value, i) => issuesOf(type, value, `${at}.parameters[${i}]`))),
      ...mixedNames(parameters, at),
      ...cards.flatMap((inner, i) => {
        const inside = v.safeParse(card, inner);
        return inside.success
          ? parameterIssues(inside.output.components, `${at}.cards[${i}].components`)
          : [];
      }),
    ];
  });
}

/** Named variables are matched by name, so each value needs one. */
export function unnamedParameters(
  { parameter_format }: Template,
  components: readonly unknown[],
): OutboundIssue[] {
  if (parameter_format !== 'NAMED') return [];
  return components.flatMap((one, index) => {
    const read = v.safeParse(component, one);
    // The variable of a button's link has a number even in these templates.
    if (!read.success || !['header', 'body'].includes(read.output.type)) return [];
    return read.output.parameters.flatMap((value, i) =>
      isText(value) && !nameOf(value) ? [unnamed(`template.components[${index}].parameters[${i}]`)] : [],
    );
  });
}

function issuesOf(type: string, value: unknown, path: string): OutboundIssue[] {
  const read = v.safeParse(parameter, value);
  if (!read.success) return [];
  const { type: kind, text, coupon_code, document } = read.output;
  if (kind === 'document') return filenameIssues(document?.filename, `${path}.document.filename`);
  if (kind === 'text') {
    const max = type === 'header' || type === 'button' ? maxTemplateValue[type] : maxTemplateValue.body;
    return textIssues(text, max, `${path}.text`);
  }
  return kind === 'coupon_code' ? textIssues(coupon_code, maxCouponCode, `${path}.coupon_code`) : [];
}

/** Can be absent: WhatsApp then names the document. */
function filenameIssues(filename: unknown, path: string): OutboundIssue[] {
  if (filename === undefined) return [];
  if (typeof filename !== 'string')
    return [{ path, code: 'invalid', message: 'The file name of a document must be text.' }];
  if (filename.trim() === '') {
    return [
      { path, code: 'too_short', message: 'The file name is empty. Enter one, or leave it out.', limit: 1 },
    ];
  }
  if (filename.length <= maxHeaderFilename) return [];
  const message = `The file name is too long. It has ${filename.length} characters; the maximum is ${maxHeaderFilename}.`;
  return [{ path, code: 'too_long', message, limit: maxHeaderFilename }];
}

function textIssues(text: unknown, max: number, path: string): OutboundIssue[] {
  if (text === undefined) return [{ path, code: 'missing', message: sentences.empty }];
  if (typeof text !== 'string')
    return [{ path, code: 'invalid', message: 'The value of a template variable must be text.' }];
  const problem = valueProblem(text, max);
  switch (problem) {
    case null:
      return [];
    case 'empty':
      return [{ path, code: 'too_short', message: sentences.empty, limit: 1 }];
    case 'too_long': {
      const message = `${sentences.too_long} It has ${text.length} characters; the maximum is ${max}.`;
      return [{ path, code: 'too_long', message, limit: max }];
    }
    default:
      return [{ path, code: 'invalid', message: sentences[problem] }];
  }
}

/** A template has either named or numbered variables. */
function mixedNames(parameters: readonly unknown[], path: string): OutboundIssue[] {
  const texts = parameters.flatMap((value, i) => (isText(value) ? [{ value, i }] : []));
  if (!texts.some(({ value }) => nameOf(value))) return [];
  return texts.flatMap(({ value, i }) => (nameOf(value) ? [] : [unnamed(`${path}.parameters[${i}]`)]));
}

function unnamed(path: string): OutboundIssue {
  return {
    path: `${path}.parameter_name`,
    code: 'missing',
    message: 'This template has named variables. Add the name of the variable for this value.',
  };
}

function isText(value: unknown): boolean {
  const read = v.safeParse(parameter, value);
  return read.success && read.output.type === 'text';
}

function nameOf(value: unknown): string {
  const read = v.safeParse(parameter, value);
  const name = read.success ? read.output.parameter_name : undefined;
  return typeof name === 'string' ? name.trim() : '';
}
