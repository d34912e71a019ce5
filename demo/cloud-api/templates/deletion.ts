/** `DELETE /{waba-id}/message_templates`: all languages of a name, one of them, or a list of ids. */
import * as v from 'valibot';
import type { TemplateLife } from './life/life-cycle.ts';
import type { TemplateSwitches } from './switches.ts';
import type { StoredTemplate } from './template.ts';
import { parameterError, templateError } from './template-error.ts';
import type { TemplateStore } from './template-store.ts';

interface DeletionRooms {
  store: TemplateStore;
  life: TemplateLife;
}

const ids = v.pipe(
  v.union([
    v.array(v.union([v.string(), v.pipe(v.number(), v.toString())])),
    v.pipe(v.string(), v.parseJson()),
  ]),
  v.array(v.string()),
  v.minLength(1),
  v.maxLength(100),
);

/** Nothing is deleted if one of the templates cannot be. */
export function deleteTemplates(
  wabaId: string,
  { name, hsm_id: id, hsm_ids: list }: Readonly<Record<string, unknown>>,
  switches: TemplateSwitches,
  { store, life }: DeletionRooms,
): void {
  const all = store.of(wabaId).map(({ template }) => template);
  const found = list === undefined ? named(all, name, id) : listed(all, list, switches);
  for (const template of found) requireDeletable(template);
  const scope = list === undefined && id === undefined ? '*' : null;
  // One approved language blocks the name for all of them.
  const wasApproved = found.some((template) => template.wasApproved);
  for (const template of found)
    life.delete(wabaId, scope === '*' ? { ...template, wasApproved } : template, scope ?? template.language);
}

function named(all: readonly StoredTemplate[], name: unknown, id: unknown): StoredTemplate[] {
  if (typeof name !== 'string') throw parameterError('The parameter name is required.');
  const found = all.filter((one) => one.name === name && (id === undefined || one.id === String(id)));
  if (found.length === 0) throw parameterError(`Message template ${name} was not found.`);
  return found;
}

function listed(all: readonly StoredTemplate[], list: unknown, switches: TemplateSwitches): StoredTemplate[] {
  const read = v.safeParse(ids, list);
  if (!read.success) throw parameterError('Param hsm_ids must be an array of 1 to 100 ids.');
  const found = all.filter(({ id }) => read.output.includes(id));
  if (found.length === 0 || (found.length < new Set(read.output).size && !switches.deletesDespiteWrongIds))
    throw parameterError('Param hsm_ids has ids that are no templates of this account.');
  return found;
}

function requireDeletable({ isSample, status, name }: StoredTemplate): void {
  if (isSample) throw templateError('sample_template', 'Sample templates cannot be edited or deleted.');
  if (status === 'DISABLED')
    throw templateError('locked', `The template ${name} is disabled, so it cannot be deleted.`);
}
