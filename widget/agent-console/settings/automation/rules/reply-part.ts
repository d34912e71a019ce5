/** The reply of a rule: its kind, its text or file, and how the customer sees it. */
import { html, nothing } from 'lit';
import { ruleWords as words } from '../../../../locales/automation-rules.ts';
import { strings } from '../../../../locales/strings.ts';
import { icons } from '../../../../theme/icons.ts';
import { renderField, renderSelect } from '../../../ui/controls/field.ts';
import '../../../ui/overlays/menu.ts';
import type { ConsoleMenu } from '../../../ui/overlays/menu.ts';
import { renderBubble } from '../bubble.ts';
import { renderInsertVariable } from '../insert-variable.ts';
import { withExamples } from '../variables.ts';
import type { ActionBuilder } from './builder.ts';
import type { MessageWritten } from './message-dialog.ts';
import './reply-file.ts';
import './reply-preview.ts';
import './reply-template.ts';
import {
  contentOfReply,
  type FileKind,
  fileContent,
  fileOf,
  formOf,
  hasCaption,
  isFile,
  kindOf,
  type ReplyKind,
  type StoredContent,
  shownContent,
  textContent,
  textOf,
  withKind,
} from './reply-draft.ts';

const kinds: readonly ReplyKind[] = [
  ...(['text', 'buttons', 'list', 'link', 'image', 'video', 'audio', 'document', 'sticker'] as const),
  'template',
];
const maxText = 4_096;
const maxCaption = 1_024;

export function renderReply(builder: ActionBuilder, key: number, content: StoredContent) {
  const kind = kindOf(content);
  const put = (next: StoredContent) => builder.put(key, { type: 'reply', content: next });
  if (kind === null) return renderWritten(content);
  return html`<div class="line">
      ${renderSelect<ReplyKind>({
        ...{ name: `kind-${key}`, label: words.replyAs, value: kind },
        options: kinds.map((one) => [one, words.replies[one]] as const),
        change: (next) => put(withKind(content, next)),
      })}
      ${renderSaved(builder, put)}
    </div>
    ${
      kind === 'text'
        ? renderText(builder, key, content, put)
        : isFile(kind)
          ? renderFile(builder, key, kind, content, put)
          : kind === 'template'
            ? renderTemplate(builder, key, content, put)
            : renderForm(builder, key, kind, content)
    }`;
}

function renderSaved({ choices }: ActionBuilder, put: (content: StoredContent) => void) {
  const fit = choices.replies.filter(({ file }) => file === null);
  if (fit.length === 0) return nothing;
  return html`<agent-console-menu icon side="end" name=${words.savedReply} label=${words.savedReply}>
    <span slot="mark">${icons.savedReply}</span>
    ${fit.map(
      (reply) =>
        html`<button
          type="button"
          class="item"
          @click=${({ currentTarget }: Event) => {
            if (currentTarget instanceof HTMLElement)
              currentTarget.closest<ConsoleMenu>('agent-console-menu')?.close();
            put(contentOfReply(reply));
          }}
        >
          <bdi>${reply.title}</bdi>
        </button>`,
    )}
  </agent-console-menu>`;
}

function renderText(
  { numberName, language, problem }: ActionBuilder,
  key: number,
  content: StoredContent,
  put: (content: StoredContent) => void,
) {
  const text = textOf(content);
  const name = `action-${key}`;
  return html`<div class="both">
    <div class="write">
      ${renderField({
        ...{ name, label: strings.text, value: text, rows: 4, max: maxText, problem: problem(name) },
        change: (value) => put(textContent(value)),
      })}
      <div>${renderInsertVariable(name, text, (value) => put(textContent(value)))}</div>
    </div>
    ${text.trim() === '' ? nothing : renderBubble({ text: withExamples(text, numberName, language) })}
  </div>`;
}

function renderFile(
  builder: ActionBuilder,
  key: number,
  kind: FileKind,
  content: StoredContent,
  put: (content: StoredContent) => void,
) {
  const file = fileOf(content);
  const name = `action-${key}`;
  const change = (one: Partial<typeof file>) => put(fileContent(kind, { ...file, ...one }));
  const problem = builder.problem(name);
  return html`<agent-console-reply-file
      .api=${builder.api}
      .inbox=${builder.inbox}
      .content=${content}
      .files=${builder.choices.files}
      .numberName=${builder.numberName}
      .language=${builder.language}
      .problem=${problem}
      @message-written=${({ content: next }: MessageWritten) => put(next)}
    ></agent-console-reply-file>
    ${
      file.id === ''
        ? renderField({
            ...{ name, label: words.fileLink, hint: words.fileLinkHint, value: file.link, dir: 'ltr' },
            ...{ problem, placeholder: 'https://' },
            change: (link) => change({ link }),
          })
        : nothing
    }
    ${
      hasCaption(kind)
        ? html`<div class="write">
            ${renderField({
              ...{ name: `caption-${key}`, label: words.caption, value: file.caption },
              ...{ rows: 2, max: maxCaption },
              change: (caption) => change({ caption }),
            })}
            <div>
              ${renderInsertVariable(`caption-${key}`, file.caption, (caption) => change({ caption }))}
            </div>
          </div>`
        : nothing
    }
    ${
      kind === 'document'
        ? renderField({
            ...{ name: `filename-${key}`, label: words.filename, value: file.filename, max: 240 },
            change: (filename) => change({ filename }),
          })
        : nothing
    }`;
}

function renderTemplate(
  builder: ActionBuilder,
  key: number,
  content: StoredContent,
  put: (content: StoredContent) => void,
) {
  const problem = builder.problem(`action-${key}`);
  return html`<agent-console-reply-template
      .api=${builder.api}
      .inbox=${builder.inbox}
      .content=${content}
      .files=${builder.choices.files}
      .numberName=${builder.numberName}
      .language=${builder.language}
      @message-written=${({ content: next }: MessageWritten) => put(next)}
    ></agent-console-reply-template>
    ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}`;
}

function renderForm(builder: ActionBuilder, key: number, kind: ReplyKind, content: StoredContent) {
  const form = formOf(kind);
  const isWritten = shownContent(content) !== null;
  const problem = builder.problem(`action-${key}`);
  return html`${isWritten ? renderWritten(content) : nothing}
    ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    <div>
      <button
        type="button"
        class="button write-message"
        @click=${() => {
          if (form) builder.write(key, form);
        }}
      >
        ${isWritten ? words.editMessage : words.writeMessage}
      </button>
    </div>`;
}

function renderWritten(content: StoredContent) {
  return html`<agent-console-reply-preview .content=${content}></agent-console-reply-preview>`;
}
