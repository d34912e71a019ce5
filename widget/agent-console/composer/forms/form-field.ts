import { renderField } from '../../ui/controls/field.ts';
import type { Field } from './form-fields.ts';

interface FieldState {
  value: string;
  /** The error of the value, once the agent has tried to send it. */
  problem: string | null;
  change: (value: string) => void;
}

/** One field of a form, with its problem, and with the characters left once there are few. */
export function renderFormField(
  { name, label, hint, isLong = false, max, type = 'text' }: Field,
  { value, problem, change }: FieldState,
) {
  return renderField({
    name,
    label,
    value,
    problem,
    change,
    type,
    hasDecimals: type === 'number',
    ...(hint !== undefined && { hint }),
    ...(isLong && { rows: 3 }),
    ...(max !== undefined && { max }),
  });
}
