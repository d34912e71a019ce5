import { renderField } from '../../ui/controls/field.ts';

interface CountedField {
  /** Unique in the element that shows it. */
  name: string;
  label: string;
  value: string;
  /** WhatsApp's limit, in characters. */
  most: number;
  change(value: string): void;
  hint?: string;
  type?: 'text' | 'email' | 'url';
  rows?: number;
  isRequired?: boolean;
  /** Its error, apart from its length. */
  problem?: string | null;
}

/** A field with a limit of WhatsApp's. Text that is too long can be typed, and is marked. */
export function renderCounted({ most, ...field }: CountedField) {
  return renderField({ ...field, max: most });
}
