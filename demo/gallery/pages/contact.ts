import { html } from 'lit';
import '../../../widget/agent-console/contact/contact-panel.ts';
import { type ContactAccess, ContactCommands } from '../../../widget/client/store/contact-commands.ts';
import { type Answers, failure, pending } from '../answers.ts';
import { unknownContact } from '../fixtures/contact.ts';
import { conversation, known } from '../fixtures/conversations.ts';
import { pictureUrl } from '../fixtures/files.ts';
import { day, fields, labels, now, people } from '../fixtures/team.ts';
import { find, findAll, type Pages, type } from '../specimen.ts';
import { apiWith } from '../stand-in.ts';

const access = (answers: Answers = {}): ContactAccess => ({
  api: apiWith(answers),
  ref: { inbox: '1', id: 1 },
  changed: () => {},
});
const commands = (answers: Answers = {}) => new ContactCommands(access(answers));
const mediaUrl = () => pictureUrl;
const box = { width: 400, inset: 0 };
const narrow = { width: 400 };
const stranger = conversation(2, {
  contact: {
    id: 2,
    name: '+1 555 010 0002',
    profileName: null,
    username: null,
    phone: '15550100002',
    userId: null,
  },
  window: { expiresAt: null },
});
const detailsOf = (answer: Answers['GET /api/inboxes/:inbox/conversations/:id/contact']): Answers =>
  answer === undefined ? {} : { 'GET /api/inboxes/:inbox/conversations/:id/contact': answer };

export const pages: Pages = {
  'agent-console-contact': [
    {
      state: 'known, beside the thread',
      box,
      render: () =>
        html`<agent-console-contact
          .conversation=${known}
          .access=${access()}
          .mediaUrl=${mediaUrl}
          .labels=${labels}
          .fields=${fields}
          .people=${people}
          .now=${now}
          .isAdmin=${true}
          .isPane=${true}
        ></agent-console-contact>`,
    },
    {
      state: 'hardly known, does not want offers, blocked',
      box,
      render: () =>
        html`<agent-console-contact
          .conversation=${{ ...stranger, blockedAt: now - day, marketingStoppedAt: now - day }}
          .access=${access({
            ...detailsOf(unknownContact),
            'GET /api/inboxes/:inbox/conversations/:id/files': { rows: [], next: null },
          })}
          .labels=${labels}
          .now=${now}
          .isPane=${true}
        ></agent-console-contact>`,
    },
    {
      state: 'loading',
      box,
      render: () =>
        html`<agent-console-contact
          .conversation=${known}
          .access=${access(detailsOf(pending))}
          .now=${now}
          .isPane=${true}
        ></agent-console-contact>`,
    },
    {
      state: 'failed',
      box,
      render: () =>
        html`<agent-console-contact
          .conversation=${known}
          .access=${access(detailsOf(failure))}
          .now=${now}
          .isPane=${true}
        ></agent-console-contact>`,
    },
    {
      state: 'as a dialog',
      isFramed: true,
      render: () =>
        html`<agent-console-contact
          .conversation=${known}
          .access=${access()}
          .mediaUrl=${mediaUrl}
          .labels=${labels}
          .now=${now}
          .isAdmin=${true}
        ></agent-console-contact>`,
    },
  ],
  'agent-console-contact-fields': [
    {
      state: 'usual',
      ...narrow,
      render: () =>
        html`<agent-console-contact-fields
          .contact=${1}
          .fields=${fields}
          .values=${{ level: 'Bronze', birthday: '1990-02-28', orders: 12 }}
          .commands=${commands()}
        ></agent-console-contact-fields>`,
    },
  ],
  'agent-console-contact-labels': [
    {
      state: 'some',
      box: narrow,
      render: () =>
        html`<agent-console-contact-labels .on=${['delivery', 'long']} .labels=${labels}></agent-console-contact-labels>`,
    },
    {
      state: 'an admin, who creates others',
      box: narrow,
      render: () =>
        html`<agent-console-contact-labels
          .on=${['delivery']}
          .labels=${labels}
          .isAdmin=${true}
        ></agent-console-contact-labels>`,
    },
    {
      state: 'the team has none',
      box: narrow,
      render: () => html`<agent-console-contact-labels></agent-console-contact-labels>`,
    },
  ],
  'agent-console-contact-files': [
    {
      state: 'some',
      box: narrow,
      render: () =>
        html`<agent-console-contact-files
          .conversation=${1}
          .commands=${commands()}
          .mediaUrl=${mediaUrl}
        ></agent-console-contact-files>`,
    },
    {
      state: 'none',
      box: narrow,
      render: () =>
        html`<agent-console-contact-files
          .conversation=${1}
          .commands=${commands({ 'GET /api/inboxes/:inbox/conversations/:id/files': { rows: [], next: null } })}
        ></agent-console-contact-files>`,
    },
  ],
  'agent-console-contact-episodes': [
    {
      state: 'some',
      box: narrow,
      render: () =>
        html`<agent-console-contact-episodes .commands=${commands()} .labels=${labels}></agent-console-contact-episodes>`,
    },
  ],
  'agent-console-contact-history': [
    {
      state: 'some',
      box: narrow,
      render: () =>
        html`<agent-console-contact-history .commands=${commands()}></agent-console-contact-history>`,
    },
  ],
  'agent-console-contact-merge': [
    {
      state: 'usual',
      box: narrow,
      render: () =>
        html`<agent-console-contact-merge .contact=${known.contact} .commands=${commands()}></agent-console-contact-merge>`,
    },
    {
      state: 'looking',
      box: narrow,
      render: () =>
        html`<agent-console-contact-merge .contact=${known.contact} .commands=${commands()}></agent-console-contact-merge>`,
      act: (element) => find(element, 'button').click(),
    },
  ],
  'agent-console-contact-removal': [
    {
      state: 'admin',
      box: narrow,
      render: () =>
        html`<agent-console-contact-removal
          .name=${known.contact.name}
          .commands=${commands()}
          .isAdmin=${true}
        ></agent-console-contact-removal>`,
    },
    {
      state: 'agent',
      box: narrow,
      render: () =>
        html`<agent-console-contact-removal
          .name=${known.contact.name}
          .commands=${commands()}
        ></agent-console-contact-removal>`,
    },
    {
      state: 'asking',
      box: narrow,
      render: () =>
        html`<agent-console-contact-removal
          .name=${known.contact.name}
          .commands=${commands()}
          .isAdmin=${true}
        ></agent-console-contact-removal>`,
      act: async (element) => {
        findAll(element, 'button').at(-1)?.click();
        await new Promise(requestAnimationFrame);
        type(element, 'input', 'Ada');
      },
    },
  ],
};
