/** `POST /{waba-id}/message_templates`, and the same for many languages of an authentication template. */
import * as v from 'valibot';
import type { Component } from './components.ts';
import { fromLibrary } from './library/library.ts';
import type { TemplateLife } from './life/life-cycle.ts';
import { categoryAtCreation } from './life/review.ts';
import { checkTemplateRules } from './rules/check.ts';
import {
  checkValidity,
  checkVerified,
  creation,
  readComponents,
  readParameters,
} from './rules/definition.ts';
import { languages } from './rules/languages.ts';
import type { RuleContext } from './rules/rule-context.ts';
import { newTemplate, type StoredTemplate, type TemplateDefinition } from './template.ts';
import { parameterError, templateError } from './template-error.ts';
import type { TemplateStore } from './template-store.ts';

export interface CreationRooms {
  store: TemplateStore;
  life: TemplateLife;
  now: () => number;
  newId: () => string;
  maxTemplates: (wabaId: string) => number;
}

type Parameters = Readonly<Record<string, unknown>>;

export function createTemplate(
  wabaId: string,
  given: Parameters,
  context: RuleContext,
  rooms: CreationRooms,
): StoredTemplate {
  const { parameter_format = 'POSITIONAL', ...words } = readParameters(creation, given);
  checkVerified(words.category, context.switches.isBusinessVerified);
  checkValidity(words.category, words.message_send_ttl_seconds);
  const library = given.library_template_name;
  const definition: TemplateDefinition =
    typeof library === 'string'
      ? { ...words, ...fromLibrary(library, words, given, context.switches), parameter_format: 'POSITIONAL' }
      : { ...words, parameter_format, components: readComponents(given.components) };
  checkTemplateRules(definition, context);
  requireFree(wabaId, definition, rooms);
  const template = newTemplate(
    rooms.newId(),
    { ...definition, category: categoryAtCreation(definition) },
    rooms.now(),
  );
  // Meta has reviewed its own texts.
  if (typeof library === 'string') {
    const approved: StoredTemplate = { ...template, status: 'APPROVED', wasApproved: true };
    rooms.store.put(wabaId, approved);
    return approved;
  }
  return rooms.life.startReview(wabaId, template);
}

function requireFree(wabaId: string, { name, language }: TemplateDefinition, rooms: CreationRooms): void {
  const { store } = rooms;
  const same = store.named(wabaId, name, language)?.template;
  if (same && same.status !== 'PENDING_DELETION')
    throw templateError(
      'exists',
      `There is already a template ${name} in ${language}. Edit it, or choose another name.`,
    );
  if (same || store.isBlocked(wabaId, name, language))
    throw templateError(
      'blocked',
      `The template ${name} in ${language} is being deleted. Choose another name, or wait.`,
    );
  if (store.of(wabaId).length >= rooms.maxTemplates(wabaId))
    throw templateError('too_many', 'This account has as many templates as it can have. Delete some first.');
}

const upsert = v.object({
  name: creation.entries.name,
  languages: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.check((code) => languages.has(code)),
      ),
    ),
    v.minLength(1),
  ),
  category: v.pipe(v.string(), v.toUpperCase(), v.literal('AUTHENTICATION')),
  message_send_ttl_seconds: creation.entries.message_send_ttl_seconds,
});

/** Creates or replaces each language. Nothing happens if one of them is refused. */
export function upsertTemplates(
  wabaId: string,
  given: Parameters,
  context: RuleContext,
  rooms: CreationRooms,
): StoredTemplate[] {
  const { languages: wanted, ...words } = readParameters(upsert, given);
  checkVerified(words.category, context.switches.isBusinessVerified);
  checkValidity(words.category, words.message_send_ttl_seconds);
  const components = readComponents(given.components);
  refuseLabels(components);
  const definitions = wanted.map((language) => ({
    ...words,
    language,
    parameter_format: 'POSITIONAL' as const,
    components,
  }));
  for (const definition of definitions) checkTemplateRules(definition, context);
  for (const definition of definitions) {
    if (!rooms.store.named(wabaId, definition.name, definition.language))
      requireFree(wabaId, definition, rooms);
  }
  return definitions.map((definition) => {
    const same = rooms.store.named(wabaId, definition.name, definition.language)?.template;
    const now = rooms.now();
    const template: StoredTemplate = same
      ? { ...same, ...definition, editedAt: now, usedAt: now }
      : newTemplate(rooms.newId(), definition, now);
    return rooms.life.startReview(wabaId, template);
  });
}

/** WhatsApp writes the labels, because they differ by language. */
function refuseLabels(components: readonly Component[]): void {
  const buttons = components.flatMap((one) => one.buttons ?? []);
  if (buttons.some(({ text, autofill_text }) => text !== undefined || autofill_text !== undefined))
    throw parameterError('Params text and autofill_text are not available for several languages.');
}
