/** The assistant of a number: a language model that answers customers from the knowledge of the number. */
import * as v from 'valibot';
import { language } from '../languages.ts';
import { isPublicHost, queryNumber, rowId, text, time, whole } from '../values.ts';

const wholeBetween = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const paragraph = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const labelId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

/**
 * `suggest`: it drafts an answer that an agent sends. `outside-hours`: it answers while the number is closed, and suggests
 * while it is open.
 */
export const assistantMode = v.picklist(['off', 'suggest', 'outside-hours', 'always']);
export type AssistantMode = v.InferOutput<typeof assistantMode>;

/** `workers-ai`: the models of Cloudflare, without a key. `own`: the provider of GET /automation/provider. */
export const assistantProvider = v.picklist(['workers-ai', 'own']);
export type AssistantProvider = v.InferOutput<typeof assistantProvider>;

const modelName = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120));

const domain = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253),
  v.regex(/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u, 'Write a domain, such as example.com.'),
  v.check(isPublicHost, 'Write a domain, such as example.com.'),
);

/** In tokens, about four letters each; null: no limit. */
export const assistantBudget = v.strictObject({
  perDay: v.optional(v.nullable(wholeBetween(1_000, 1_000_000_000)), 500_000),
  /** A calendar month (UTC). */
  perMonth: v.optional(v.nullable(wholeBetween(1_000, 10_000_000_000)), 10_000_000),
});

export const assistantSettings = v.strictObject({
  mode: v.optional(assistantMode, 'off'),
  /** How it writes, and what it has to know about the business. */
  instructions: paragraph(4_000),
  mayPromise: paragraph(2_000),
  mustNot: paragraph(2_000),
  /** Tells customers in its first answer that an assistant writes; in the European Union that is a duty. */
  disclosure: v.optional(
    v.strictObject({
      isOn: v.optional(v.boolean(), true),
      /** Languages without a text of their own have the usual one. */
      texts: v.optional(v.strictObject(v.entriesFromList(language.options, v.exactOptional(text(300)))), {}),
    }),
    {},
  ),
  /** Domains that its links may lead to, with their subdomains, besides those in the knowledge. */
  allowedDomains: v.optional(v.pipe(v.array(domain), v.maxLength(50)), () => []),
  provider: v.optional(assistantProvider, 'workers-ai'),
  /** The model of Workers AI; null: the usual one. A provider of your own has its own. */
  model: v.optional(v.nullable(modelName), null),
  /** The model of Workers AI that is asked where the first one fails. */
  secondModel: v.optional(v.nullable(modelName), null),
  /** Ids of labels that it may add. */
  labels: v.optional(v.pipe(v.array(labelId), v.maxLength(30)), () => []),
  /** Id of the label for conversations that it hands over. */
  handOverLabel: v.optional(v.nullable(labelId), null),
  /** How customers reach a person otherwise, such as a phone number; it may say so. */
  contactLine: paragraph(300),
  /** Whether pictures are described to the model. Without it, a picture alone is handed over. */
  readsPictures: v.optional(v.boolean(), false),
  /** Whether voice messages are transcribed, with Workers AI. Without it, they are handed over. */
  hearsVoice: v.optional(v.boolean(), true),
  budget: v.optional(assistantBudget, {}),
});
export type AssistantSettings = v.InferOutput<typeof assistantSettings>;
export type AssistantChange = v.InferInput<typeof assistantSettings>;

export const assistantUsage = v.object({
  /** Answers, suggestions and hand-overs. */
  turns: whole,
  inputTokens: whole,
  outputTokens: whole,
  /** Units of Workers AI, by its price list. 10,000 a day are free. */
  neurons: whole,
});
export type AssistantUsage = v.InferOutput<typeof assistantUsage>;

/** Why it cannot answer. */
export const assistantProblem = v.picklist([
  'has-bot',
  'no-workers-ai',
  'no-provider',
  'no-knowledge',
  'budget-used',
]);
export type AssistantProblem = v.InferOutput<typeof assistantProblem>;

/** How a knowledge is searched that is too large for a prompt: always by words, and by meaning as far as it is indexed. */
export const knowledgeSearch = v.object({
  /** The model that embeds it; null: there is none, so that only words are searched. */
  model: v.nullable(v.string()),
  /** Where its vectors are. */
  store: v.nullable(v.picklist(['database', 'vectorize'])),
  /** How many entries are indexed. The others follow within minutes. */
  indexed: whole,
  /** How many are too much for the index, which has 1,000 passages of a page or less. They are found by their words. */
  skipped: whole,
  /** Why the last attempt to index it failed; it is repeated. */
  fault: v.nullable(v.string()),
});
export type KnowledgeSearch = v.InferOutput<typeof knowledgeSearch>;

/** The settings, and what they come to now. */
export const assistantState = v.object({
  settings: assistantSettings,
  /** Whether this deployment has Workers AI. */
  hasWorkersAi: v.boolean(),
  problems: v.array(assistantProblem),
  /** The text of each language where the settings have none. */
  usualDisclosures: v.object(v.entriesFromList(language.options, v.string())),
  /** Models of Workers AI to choose from, and the neurons of a usual answer. */
  models: v.array(v.object({ id: v.string(), neuronsPerAnswer: whole })),
  knowledge: v.object({
    entries: whole,
    tokens: whole,
    /** Whether all of it goes into each prompt. Otherwise it is searched. */
    isWhole: v.boolean(),
    /** Null: it is not searched. */
    search: v.nullable(knowledgeSearch),
  }),
  usage: v.object({ today: assistantUsage, month: assistantUsage }),
});
export type AssistantState = v.InferOutput<typeof assistantState>;

/** What it would have cost in the last 30 days. Each question is one answer, which WhatsApp can charge for. */
export const assistantEstimate = v.object({
  days: whole,
  /** Whether there were too many messages to read, so that the numbers are scaled from the newest ones. */
  isSampled: v.boolean(),
  /** What customers asked; several messages within seconds are one question. */
  questions: whole,
  /** How many of them come while the number is closed; null: it has no hours. */
  questionsOutsideHours: v.nullable(whole),
  /** For one answer; as those of this month, once there are enough. */
  inputTokens: whole,
  outputTokens: whole,
  /** For the model of Workers AI in the settings; null: another provider, or a model without a known price. */
  neuronsPerAnswer: v.nullable(whole),
  /** Rows that Cloudflare counts as written. */
  rowsPerAnswer: whole,
});
export type AssistantEstimate = v.InferOutput<typeof assistantEstimate>;

/** A passage of the knowledge that an answer is taken from. */
export const answerSource = v.object({ entry: whole, title: v.string(), url: v.nullable(v.string()) });
export type AnswerSource = v.InferOutput<typeof answerSource>;

/** What the assistant does, or would do: `ignore`: nothing needs an answer; `close`: the conversation is over. */
export const assistantAction = v.picklist(['reply', 'handoff', 'ignore', 'close']);
export type AssistantAction = v.InferOutput<typeof assistantAction>;

/** A draft of the assistant for the last messages of a customer. */
export const suggestion = v.object({
  /** Id of its turn. */
  turn: whole,
  conversationId: whole,
  /** The last message that it answers. */
  lastMessageId: whole,
  /** `handoff`: it leaves them to the team. */
  action: v.optional(assistantAction, 'reply'),
  /** Null: it would send nothing. */
  text: v.nullable(v.string()),
  /** For the team: why it would hand over, or what the customer wants. */
  reason: v.string(),
  sources: v.array(answerSource),
  at: time,
});
export type Suggestion = v.InferOutput<typeof suggestion>;
/** The turn of the suggestion that is not wanted: a newer one stays. */
export const suggestionQuery = v.object({ turn: queryNumber(1, Number.MAX_SAFE_INTEGER) });

export const currentSuggestion = v.object({ suggestion: v.nullable(suggestion) });
export type CurrentSuggestion = v.InferOutput<typeof currentSuggestion>;

/** Whether an answer was good; null takes the mark back. */
export const turnRating = v.strictObject({ isGood: v.nullable(v.boolean()) });
export type TurnRating = v.InferOutput<typeof turnRating>;

/** A question of a customer, or the last conversations of the number. Nothing is sent. */
export const assistantTrial = v.variant('type', [
  v.strictObject({
    type: v.literal('question'),
    text: text(2_000),
    settings: v.exactOptional(assistantSettings),
  }),
  v.strictObject({
    type: v.literal('conversations'),
    /** How many. Each asks the model once. */
    count: v.optional(wholeBetween(1, 50), 10),
    /** The `next` of the answer before: conversations before these. */
    before: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
    settings: v.exactOptional(assistantSettings),
  }),
  v.strictObject({
    type: v.literal('chosen'),
    /** Ids of conversations. Each asks the model once. */
    conversations: v.pipe(v.array(rowId), v.minLength(1), v.maxLength(50)),
    settings: v.exactOptional(assistantSettings),
  }),
]);
export type AssistantTrial = v.InferOutput<typeof assistantTrial>;
export type AssistantTrialInput = v.InferInput<typeof assistantTrial>;

export const trialAnswer = v.object({
  conversationId: v.nullable(whole),
  /** What the customer wrote. */
  question: v.string(),
  /** What the team has answered; null if it did not. */
  answered: v.nullable(v.string()),
  action: assistantAction,
  text: v.nullable(v.string()),
  /** The code of the reason, if it would hand over. */
  because: v.nullable(v.string()),
  reason: v.string(),
  sources: v.array(answerSource),
  tokens: whole,
  ms: whole,
});
export type TrialAnswer = v.InferOutput<typeof trialAnswer>;

export const trialAnswers = v.object({ rows: v.array(trialAnswer), next: v.nullable(v.string()) });
export type TrialAnswers = v.InferOutput<typeof trialAnswers>;
