/** `POST /{template-id}`: edits. They replace all components, and the template is reviewed again. */
import * as v from 'valibot';
import type { TemplateLife } from './life/life-cycle.ts';
import { checkEditable } from './life/limits.ts';
import { checkTemplateRules } from './rules/check.ts';
import {
  changeable,
  checkValidity,
  checkVerified,
  readComponents,
  readParameters,
} from './rules/definition.ts';
import type { RuleContext } from './rules/rule-context.ts';
import type { StoredTemplate } from './template.ts';
import { parameterError, templateError } from './template-error.ts';
import type { OwnedTemplate, TemplateStore } from './template-store.ts';

interface EditRooms {
  store: TemplateStore;
  life: TemplateLife;
  now: () => number;
}

const change = v.object(changeable);

export function editTemplate(
  { wabaId, template }: OwnedTemplate,
  given: Readonly<Record<string, unknown>>,
  context: RuleContext,
  rooms: EditRooms,
): void {
  for (const name of ['name', 'language'] as const) {
    if (given[name] !== undefined && given[name] !== template[name])
      throw parameterError(`Param ${name} cannot be changed.`);
  }
  const changed = readParameters(change, given);
  const isText = given.components !== undefined;
  if (!isText && Object.keys(changed).length === 0)
    throw parameterError('The parameter components is required.');
  const now = rooms.now();
  if (changed.cta_url_link_tracking_opted_out !== undefined && !isText) {
    optOut(wabaId, template, changed, rooms);
    return;
  }

  checkEditable(template, now);
  const { category = template.category } = changed;
  if (template.status === 'APPROVED' && category !== template.category)
    throw templateError('locked', 'The category of an approved template cannot be changed.');
  checkVerified(category, context.switches.isBusinessVerified);
  checkValidity(category, changed.message_send_ttl_seconds);
  const edited: StoredTemplate = {
    ...template,
    ...changed,
    ...(isText && { components: readComponents(given.components) }),
    editedAt: now,
    usedAt: now,
    edits: template.status === 'APPROVED' ? [...template.edits, now] : template.edits,
    rejected_reason: 'NONE',
  };
  // The components that Meta lists for authentication cannot be submitted again, so they are checked only if they are new.
  if (isText || category !== template.category) checkTemplateRules(edited, context);
  rooms.life.startReview(wabaId, edited);
  if (isText) rooms.life.reportComponents(wabaId, edited);
}

/** Clicks are no longer counted. Another category than the current one starts a review. */
function optOut(
  wabaId: string,
  template: StoredTemplate,
  changed: v.InferOutput<typeof change>,
  { store, life }: EditRooms,
): void {
  const { category } = changed;
  if (category === undefined) throw parameterError('The parameter category is required.');
  const next: StoredTemplate = { ...template, ...changed };
  if (category === template.category) store.put(wabaId, next);
  else life.startReview(wabaId, next);
}
