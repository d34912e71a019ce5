import { expect, it } from 'vitest';
import { lineText } from '../../../widget/agent-console/content/line-text.ts';
import { withoutOverrides } from '../../../worker/whatsapp/direction.ts';

it('a name does not reorder what it shows, and keeps the marks that its letters need', () => {
  expect(withoutOverrides('invoice-\u202efdp.exe')).toBe('invoice-fdp.exe');
  expect(withoutOverrides('\u2067a\u2069\u202ab\u202c')).toBe('ab');
  expect(withoutOverrides('\u200fשלום\u200e')).toBe('\u200fשלום\u200e');
});

it('the file line in the list shows the real extension of the file', () => {
  const content = { type: 'document', document: { filename: 'invoice-\u202efdp.exe' } } as const;
  expect(lineText(content, 'in')).toBe('invoice-fdp.exe');
});
