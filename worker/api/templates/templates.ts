/** The workshop for templates: drafts, what Meta would refuse, submitting, editing and deleting. */
import * as v from 'valibot';
import { template } from '../../whatsapp/sending/templates/template.ts';
import {
  type TemplateDefinition,
  templateCategories,
  templateDefinition,
} from '../../whatsapp/templates/definition.ts';
import { flow } from '../../whatsapp/templates/flows.ts';
import { libraryBodyInputs } from '../../whatsapp/templates/library.ts';
import { libraryObstacle, libraryTemplate } from '../../whatsapp/templates/library-entry.ts';
import { flag, person, time, whole } from '../values.ts';

/** By the name of its type: written out, it is too deep for the compiler to compare in an answer. */
const definition: v.GenericSchema<
  v.InferInput<typeof templateDefinition>,
  TemplateDefinition
> = templateDefinition;
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

/** What Meta would refuse or dislike. */
export const templateProblem = v.object({
  /** Stable. */
  code: v.string(),
  /** An error is refused or rejected; a warning may be, or has a consequence that is easy to miss. */
  severity: v.picklist(['error', 'warning']),
  /** `name`, `header`, `body`, `body.2` for an example, `buttons.0.url`, `cards.1.body`. */
  place: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
  /** What is wrong and what to do, in English. */
  message: v.string(),
});
export type TemplateProblemAnswer = v.InferOutput<typeof templateProblem>;

export const templateToCheck = v.strictObject({
  definition,
  /** The id of the template that is edited, which is not compared with itself. */
  base: v.exactOptional(id),
});
/** Without the sentences, which name other templates. */
export const templateCheckReceipt = v.object({
  problems: v.array(v.object({ code: v.string(), severity: v.string(), place: v.string() })),
});
export const templateCheck = v.object({ problems: v.array(templateProblem) });
export type TemplateCheck = v.InferOutput<typeof templateCheck>;

/** `draft` is deleted once Meta has the template. */
export const templateSubmission = v.strictObject({
  definition,
  draft: v.exactOptional(id),
  /** Submit it although it has errors: a rule here can be stricter than Meta. */
  ignoresProblems: v.optional(v.boolean(), false),
});

/** What Meta made of it. */
export const submittedTemplate = v.object({
  id: v.string(),
  /** PENDING, APPROVED or REJECTED. */
  status: v.string(),
  /** It can differ from the category that was asked for. */
  category: v.string(),
});
export type SubmittedTemplate = v.InferOutput<typeof submittedTemplate>;

/** What happened to a template. `by` is null for what Meta did. */
export const templateEvent = v.object({
  at: time,
  by: v.nullable(person),
  what: v.picklist([
    'submitted',
    'edited',
    'deleted',
    'unpaused',
    'status',
    'quality',
    'category',
    'components',
  ]),
  /** The status, quality or category that it has since then; null where there is none. */
  value: v.nullable(v.string()),
  /** The one before, where Meta says it. */
  previous: v.nullable(v.string()),
  /** Meta's reason for a rejection or pause. */
  reason: v.nullable(v.string()),
  /** What Meta recommends, in Meta's words. */
  advice: v.nullable(v.string()),
});
export type TemplateEvent = v.InferOutput<typeof templateEvent>;

export const templateDetails = v.object({
  template,
  /** To edit or copy it; null if Meta's form of it is not known here. */
  definition: v.nullable(definition),
  /** Meta's JSON. */
  raw: v.string(),
  /** The newest first, at most 100. */
  history: v.array(templateEvent),
  /** When it was last sent from here, to the day; null: never. */
  lastSentAt: v.nullable(time),
  /** When Meta takes the next edit; null: now, if its status allows one. */
  nextEditAt: v.nullable(time),
  isEditable: v.boolean(),
});
export type TemplateDetails = v.InferOutput<typeof templateDetails>;

/** Name and language stay; all components are replaced. */
export const templateEdit = v.strictObject({
  definition,
  draft: v.exactOptional(id),
  ignoresProblems: v.optional(v.boolean(), false),
});

/** `every`: in all its languages. */
export const templateDeletion = v.object({ every: flag });

export const templateDraft = v.object({
  id: v.string(),
  definition,
  /** The template that it will change; null for a new one. */
  base: v.nullable(v.string()),
  /** Send it back with a change, so that two people do not overwrite each other. */
  revision: whole,
  updatedAt: time,
  updatedBy: person,
});
export type TemplateDraft = v.InferOutput<typeof templateDraft>;
/** For a token that may not read. */
export const templateDraftReceipt = v.object({ id: v.string(), revision: whole });

export const newTemplateDraft = v.strictObject({
  definition,
  base: v.exactOptional(id),
});
export const templateDraftChange = v.strictObject({ definition, revision: whole });

/** How the team sees a template in its list, by name and for everybody. */
export const templateMark = v.object({
  name: v.string(),
  isFavourite: v.boolean(),
  isHidden: v.boolean(),
});
export const templateMarkChange = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(512)),
  isFavourite: v.exactOptional(v.boolean()),
  isHidden: v.exactOptional(v.boolean()),
});
export type TemplateMark = v.InferOutput<typeof templateMark>;

/** When a template was last sent from here, to the day. */
export const templateUse = v.object({ name: v.string(), language: v.string(), sentAt: time });
export type TemplateUse = v.InferOutput<typeof templateUse>;

/** What the workshop has beside Meta's list. */
export const templateWorkshop = v.object({
  drafts: v.array(templateDraft),
  marks: v.array(templateMark),
  /** Only of templates that were sent. */
  uses: v.array(templateUse),
});
export type TemplateWorkshop = v.InferOutput<typeof templateWorkshop>;

/**
 * An example file: write `handle` into the header's `example.header_handle`. If it begins with `sample:`, the Worker keeps
 * the file, and returns it by the id after that.
 */
export const templateSample = v.object({ handle: v.string() });

const word = v.exactOptional(v.pipe(v.string(), v.maxLength(200)));
/** Meta's filters. `topic`, `usecase` and `industry` in Meta's words, such as ORDER_MANAGEMENT. */
export const libraryQuery = v.object({
  ...{ search: word, topic: word, usecase: word, industry: word },
  language: word,
});

/** A template that Meta has written and reviewed. Its text cannot be changed. */
export const listedLibraryTemplate = v.object({
  ...libraryTemplate.entries,
  /** Why Meta refuses to create it; null if nothing is known to be in the way. */
  obstacle: v.nullable(libraryObstacle),
});
export type ListedLibraryTemplate = v.InferOutput<typeof listedLibraryTemplate>;
export const templateLibrary = v.object({ templates: v.array(listedLibraryTemplate) });
export type TemplateLibrary = v.InferOutput<typeof templateLibrary>;

const address = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_000));
export const newLibraryTemplate = v.strictObject({
  /** The name that it gets in this account. */
  name: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,512}$/)),
  language: v.pipe(v.string(), v.nonEmpty(), v.maxLength(16)),
  category: v.picklist(templateCategories),
  /** The name of the entry in the library. */
  entry: v.pipe(v.string(), v.nonEmpty(), v.maxLength(512)),
  /** The targets of its link and phone buttons, in their order. */
  buttons: v.optional(
    v.pipe(
      v.array(
        v.variant('type', [
          v.strictObject({
            type: v.literal('URL'),
            url: v.strictObject({ base_url: address, url_suffix_example: v.exactOptional(address) }),
          }),
          v.strictObject({
            type: v.literal('PHONE_NUMBER'),
            phone_number: v.pipe(v.string(), v.nonEmpty(), v.maxLength(20)),
          }),
        ]),
      ),
      v.maxLength(10),
    ),
    [],
  ),
  bodyInputs: v.exactOptional(libraryBodyInputs),
});
export type NewLibraryTemplate = v.InferInput<typeof newLibraryTemplate>;

/** The forms that a button of a template can open. */
export const flowList = v.object({ flows: v.array(flow) });
