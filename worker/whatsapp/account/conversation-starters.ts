/**
 * What WhatsApp offers a customer who opens a chat: ice breakers to tap, commands after `/`, and a webhook that the chat
 * was opened. Meta calls them conversational components. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components
 * (4 ice breakers and 32 characters for a command's name, where the OpenAPI file says 3 and 30).
 */
import * as v from 'valibot';
import { type Graph, type GraphFailure, type GraphOutcome, graphRequest } from '../graph/graph.ts';
import { schemaTexts } from '../input-texts.ts';

export type ConversationStarters = v.InferOutput<typeof conversationStarters>;

export const starterLimits = {
  iceBreakers: 4,
  iceBreaker: 80,
  commands: 30,
  name: 32,
  description: 256,
} as const;

/** Excludes symbols such as ™, which are common in text. */
export const emoji = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;
export const commandNamePattern = /^[a-zA-Z0-9_]+$/;
const plain = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(),
    v.maxLength(max),
    v.check((text) => !emoji.test(text), schemaTexts.no_emoji),
  );

export const conversationStarters = v.strictObject({
  /** Whether Meta sends a webhook when a customer opens the chat for the first time. */
  welcomes: v.boolean(),
  iceBreakers: v.pipe(v.array(plain(starterLimits.iceBreaker)), v.maxLength(starterLimits.iceBreakers)),
  commands: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(
          v.string(),
          v.trim(),
          v.maxLength(starterLimits.name),
          v.regex(commandNamePattern, schemaTexts.command_form),
        ),
        description: plain(starterLimits.description),
      }),
    ),
    v.maxLength(starterLimits.commands),
    v.check(
      (commands) => new Set(commands.map(({ name }) => name)).size === commands.length,
      schemaTexts.same_commands,
    ),
  ),
});

const found = v.fallback(
  v.object({
    enable_welcome_message: v.fallback(v.boolean(), false),
    prompts: v.fallback(v.array(v.string()), []),
    commands: v.fallback(
      v.array(v.object({ command_name: v.string(), command_description: v.fallback(v.string(), '') })),
      [],
    ),
  }),
  { enable_welcome_message: false, prompts: [], commands: [] },
);
const answer = v.object({ conversational_automation: found });

export async function fetchStarters(
  graph: Graph,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<{ outcome: 'found'; starters: ConversationStarters } | GraphFailure> {
  const query = { fields: 'conversational_automation' };
  const said = await graphRequest(graph, { method: 'GET', path: `/${phoneNumberId}`, query }, signal);
  if (said.outcome !== 'accepted') return said;
  const read = v.safeParse(answer, said.body);
  if (!read.success)
    return { outcome: 'in_doubt', reason: 'Graph described the number in an unknown format' };
  const {
    enable_welcome_message: welcomes,
    prompts: iceBreakers,
    commands,
  } = read.output.conversational_automation;
  return {
    outcome: 'found',
    starters: {
      welcomes,
      iceBreakers,
      commands: commands.map((one) => ({ name: one.command_name, description: one.command_description })),
    },
  };
}

/** Replaces all of them. Safe to repeat. */
export function changeStarters(
  graph: Graph,
  phoneNumberId: string,
  { welcomes, iceBreakers, commands }: ConversationStarters,
  signal?: AbortSignal,
): Promise<GraphOutcome> {
  const body = {
    enable_welcome_message: welcomes,
    prompts: iceBreakers,
    commands: commands.map(({ name, description }) => ({
      command_name: name,
      command_description: description,
    })),
  };
  const path = `/${phoneNumberId}/conversational_automation`;
  return graphRequest(graph, { method: 'POST', path, body }, signal);
}
