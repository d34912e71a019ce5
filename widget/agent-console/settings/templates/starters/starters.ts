/** Templates that small businesses need, to begin with. Their texts are in `widget/locales/<tag>/template-starters.ts`. */
import type {
  TemplateButton,
  TemplateDefinition,
} from '../../../../../worker/whatsapp/templates/definition.ts';
import type { Language } from '../../../../locales/languages.ts';
import type { StarterName, StarterText } from '../../../../locales/template-starters.ts';
import { emptyDefinition, newButton, put, withBodyText, withCategory } from '../builder/definition-edit.ts';

interface Starter {
  category: 'UTILITY' | 'MARKETING';
  /** The kinds of its buttons, whose texts depend on the language. */
  buttons: readonly ('QUICK_REPLY' | 'URL')[];
}

const notice: Starter = { category: 'UTILITY', buttons: [] };
const question: Starter = { category: 'UTILITY', buttons: ['QUICK_REPLY'] };
const choice: Starter = { category: 'UTILITY', buttons: ['QUICK_REPLY', 'QUICK_REPLY'] };
const link: Starter = { category: 'UTILITY', buttons: ['URL'] };

export const starters: Readonly<Record<StarterName, Starter>> = {
  order_confirmed: notice,
  order_shipped: link,
  order_ready: notice,
  order_delayed: question,
  order_delivered: choice,
  return_received: notice,
  refund_sent: notice,
  payment_received: notice,
  payment_reminder: question,
  invoice_ready: link,
  appointment_confirmed: notice,
  appointment_reminder: choice,
  appointment_moved: choice,
  appointment_cancelled: notice,
  table_reserved: notice,
  booking_confirmed: notice,
  repair_ready: notice,
  quote_ready: link,
  request_received: notice,
  request_solved: choice,
  document_needed: notice,
  hours_changed: notice,
  feedback: { category: 'MARKETING', buttons: ['QUICK_REPLY', 'QUICK_REPLY', 'QUICK_REPLY'] },
  new_collection: { category: 'MARKETING', buttons: ['URL'] },
  back_in_stock: { category: 'MARKETING', buttons: ['QUICK_REPLY', 'QUICK_REPLY'] },
};

/** Addresses are left to the business. */
export function starterDefinition(
  name: StarterName,
  text: StarterText,
  language: Language,
): TemplateDefinition {
  const { category, buttons } = starters[name];
  const { body, examples } = text;
  const samples = new Map(examples.map((example, index) => [String(index + 1), example]));
  const begun = withCategory({ ...emptyDefinition(language.replace('-', '_')), name }, category);
  const written = put(begun, withBodyText({ type: 'BODY', text: '' }, body, 'POSITIONAL', samples));
  if (buttons.length === 0) return written;
  return put(written, {
    type: 'BUTTONS',
    buttons: buttons.map(
      (kind, index): TemplateButton => ({ ...newButton(kind), text: text.buttons[index] ?? '' }),
    ),
  });
}
