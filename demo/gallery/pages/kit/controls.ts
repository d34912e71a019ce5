import { html } from 'lit';
import { controlStyles } from '../../../../widget/agent-console/ui/controls/control-styles.ts';
import type { Question } from '../../../../widget/agent-console/ui/overlays/confirm.ts';
import '../../../../widget/agent-console/ui/overlays/confirm.ts';
import '../../../../widget/agent-console/ui/overlays/dialog.ts';
import { Toast } from '../../../../widget/agent-console/ui/feedback/toast.ts';
import { find, type Pages } from '../../specimen.ts';
import { GalleryFields } from './elements.ts';

const confirm = (state: string, question: Question) => ({
  state,
  isFramed: true,
  box: { height: 360 },
  render: () => html`<agent-console-confirm .question=${question}></agent-console-confirm>`,
});
const dialog = (actions: unknown) => html`<agent-console-dialog heading="New label">
  <style>
    ${controlStyles}
  </style>
  <p>Labels are shared by all numbers.</p>
  <label>Name <input class="input" /></label>
  ${actions}
</agent-console-dialog>`;
const toast = (hasUndo: boolean, text: string) => ({
  state: hasUndo ? 'can be undone' : 'only tells',
  isFramed: true,
  box: { height: 160 },
  render: () => html`<agent-console-toast></agent-console-toast>`,
  act: (element: HTMLElement) =>
    element instanceof Toast ? element.show({ text, ...(hasUndo && { undo: () => {} }) }) : undefined,
});
const fields = (shows: GalleryFields['shows']) => html`<gallery-fields shows=${shows}></gallery-fields>`;
const box = { width: 480 };

export const pages: Pages = {
  'gallery-tokens': [
    { state: 'all', render: () => html`<gallery-tokens></gallery-tokens>` },
    { state: 'texts on surfaces', render: () => html`<gallery-tokens shows="texts"></gallery-tokens>` },
    { state: 'type', render: () => html`<gallery-tokens shows="type"></gallery-tokens>` },
    { state: 'icons', render: () => html`<gallery-tokens shows="icons"></gallery-tokens>` },
  ],
  'gallery-controls': [{ state: 'usual', render: () => html`<gallery-controls></gallery-controls>` }],
  'gallery-fields': [
    { state: 'usual', box, render: () => fields('usual') },
    {
      state: 'problems',
      box,
      render: () => fields('problems'),
      act: (element) => (element instanceof GalleryFields ? element.submit() : undefined),
    },
    { state: 'choices', box, render: () => fields('choices') },
  ],
  'agent-console-dialog': [
    {
      state: 'with actions',
      isFramed: true,
      box: { height: 400 },
      render: () =>
        dialog(html`<button slot="actions" class="button">Cancel</button
          ><button slot="actions" class="button main">Create</button>`),
    },
    { state: 'without actions', isFramed: true, box: { height: 400 }, render: () => dialog('') },
    {
      state: 'asks before it discards',
      isFramed: true,
      box: { height: 400 },
      render: () => dialog(''),
      act: (element) => {
        element.querySelector('input')?.dispatchEvent(new Event('input', { bubbles: true }));
        find(element, '.icon-button').click();
      },
    },
  ],
  'agent-console-confirm': [
    confirm('dangerous', {
      title: 'Delete the label “Delivery”?',
      text: 'It is removed from all conversations. This cannot be undone.',
      action: 'Delete',
      isDangerous: true,
    }),
    confirm('usual', { title: 'Publish the menu?', text: 'Customers see it at once.', action: 'Publish' }),
    confirm('typed', {
      title: 'Erase all conversations?',
      text: 'Messages, files and contacts of this number are erased. This cannot be undone.',
      action: 'Erase',
      isDangerous: true,
      typed: { label: 'Type +1 555 078 3881 to confirm', text: '+1 555 078 3881' },
    }),
  ],
  'agent-console-toast': [toast(true, 'Conversation resolved.'), toast(false, 'Label created.')],
};
