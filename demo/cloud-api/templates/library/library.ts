/** `GET /message_template_library`, and templates that are created from it. */
import * as v from 'valibot';
import type { Button, Component } from '../components.ts';
import { readParameters } from '../rules/definition.ts';
import type { TemplateSwitches } from '../switches.ts';
import type { TemplateDefinition } from '../template.ts';
import { parameterError, templateError } from '../template-error.ts';
import { type LibraryEntry, libraryEntries } from './entries.ts';

const perPage = 25;

export function listLibrary({ searchParams }: URL): Response {
  const equal = (name: string, value: string) =>
    (searchParams.get(name) ?? value).toUpperCase() === value.toUpperCase();
  const search = searchParams.get('search')?.toLowerCase() ?? '';
  const industry = searchParams.get('industry')?.toUpperCase();
  const found = libraryEntries.filter(
    (one) =>
      equal('topic', one.topic) &&
      equal('usecase', one.usecase) &&
      equal('language', one.language) &&
      equal('name', one.name) &&
      (industry === undefined || one.industry.includes(industry)) &&
      `${one.name} ${one.header ?? ''} ${one.body}`.toLowerCase().includes(search),
  );
  return Response.json({
    data: found
      .slice(0, Number(searchParams.get('limit') ?? perPage))
      .map(({ isWithdrawn: _, ...one }) => one),
    paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } },
  });
}

const inputs = v.object({
  library_template_button_inputs: v.optional(
    v.array(
      v.union([
        v.strictObject({
          type: v.pipe(v.string(), v.toUpperCase(), v.literal('URL')),
          url: v.strictObject({ base_url: v.string(), url_suffix_example: v.exactOptional(v.string()) }),
        }),
        v.strictObject({
          type: v.pipe(v.string(), v.toUpperCase(), v.literal('PHONE_NUMBER')),
          phone_number: v.string(),
        }),
      ]),
    ),
    [],
  ),
  library_template_body_inputs: v.optional(
    v.strictObject({
      add_contact_number: v.exactOptional(v.boolean()),
      add_learn_more_link: v.exactOptional(v.boolean()),
      add_security_recommendation: v.exactOptional(v.boolean()),
      add_track_package_link: v.exactOptional(v.boolean()),
      code_expiration_minutes: v.exactOptional(v.number()),
    }),
    {},
  ),
});
type ButtonInput = v.InferOutput<typeof inputs>['library_template_button_inputs'][number];

/** What a template of the library adds to the name, language and category that were requested. */
export function fromLibrary(
  name: string,
  { language, category }: Pick<TemplateDefinition, 'language' | 'category'>,
  given: Readonly<Record<string, unknown>>,
  switches: TemplateSwitches,
): Pick<TemplateDefinition, 'components' | 'library_template_name'> {
  if (given.components !== undefined)
    throw parameterError('Params components and library_template_name cannot be used together.');
  const entry = libraryEntries.find((one) => one.name === name && one.language === language);
  if (!entry) throw parameterError(`The template library has no ${name} in ${language}.`);
  if (entry.category !== category)
    throw parameterError(`The library template ${name} has the category ${entry.category}.`);
  if (entry.isWithdrawn)
    throw templateError('library', `The library template ${name} is no longer available.`);
  if (entry.buttons.some(({ type }) => type === 'ORDER_DETAILS'))
    throw templateError('library', 'This account has no payments, which the library template needs.');
  const { library_template_button_inputs: buttonInputs } = readParameters(inputs, given);
  return { components: componentsFrom(entry, buttonInputs, switches), library_template_name: name };
}

function componentsFrom(
  { header, body, body_params, footer, buttons }: LibraryEntry,
  given: readonly ButtonInput[],
  switches: TemplateSwitches,
): Component[] {
  const open = buttons.filter(({ type }) => type === 'URL' || type === 'PHONE_NUMBER');
  if (open.length !== given.length || open.some(({ type }, index) => given[index]?.type !== type))
    throw templateError(
      'missing',
      `The library template needs ${open.length} button input(s), in the order of its buttons.`,
    );
  return [
    ...(header === undefined ? [] : [{ type: 'HEADER', format: 'TEXT', text: header }]),
    { type: 'BODY', text: body, example: { body_text: [body_params] } },
    ...(footer === undefined ? [] : [{ type: 'FOOTER', text: footer }]),
    ...(buttons.length === 0
      ? []
      : [
          {
            type: 'BUTTONS',
            buttons: buttons.map(({ type, text }) => {
              const input = given[open.findIndex((one) => one.text === text)];
              return input ? filled(text, input, switches) : { type, text };
            }),
          },
        ]),
  ];
}

function filled(text: string, input: ButtonInput, switches: TemplateSwitches): Button {
  if (!('url' in input)) return { type: input.type, text, phone_number: input.phone_number };
  const { base_url: base, url_suffix_example: example } = input.url;
  if (base.includes('{{') && !switches.allowsVariableInBaseUrl)
    throw templateError('url', 'The base_url of a button has no variable.');
  const url = base.replace(/\{\{1\}\}$/, '');
  return {
    type: input.type,
    text,
    ...(example === undefined ? { url } : { url: `${url}{{1}}`, example: [example] }),
  };
}

/** The type of each value of the body, if the template comes from the library. */
export function valueTypesOf(libraryName: string | undefined): readonly string[] {
  return libraryEntries.find(({ name }) => name === libraryName)?.body_param_types ?? [];
}
