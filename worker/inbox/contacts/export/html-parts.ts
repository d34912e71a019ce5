/** The HTML export of a contact: one page in the reader's language, without scripts or links. */
import type { ContactExport } from '../../../api/conversations/contacts.ts';
import type { Content, Message } from '../../../api/conversations/messages.ts';
import type { Note } from '../../../api/conversations/teamwork.ts';
import type { Language } from '../../../api/languages.ts';
import { exportLines } from '../../../whatsapp/content/content.ts';
import { writeSentence } from '../../../whatsapp/sentences.ts';
import { exportWords } from './export-words.ts';
import { type ProductNames, withProductNames } from './named-products.ts';
import type { ExportWords } from './words-shape.ts';

export type ExportHead = Omit<ContactExport, 'messages' | 'notes' | 'turns'>;

interface HtmlForm {
  language: Language;
  products: ProductNames;
}

/** `messages` and `notes` are read page by page, oldest first. */
export async function* htmlParts(
  head: ExportHead,
  messages: AsyncIterable<Message[]>,
  notes: Iterator<Note[], void>,
  form: HtmlForm,
): AsyncGenerator<string> {
  const page = new ExportPage(form);
  yield page.head(head);
  yield* threadParts(page, messages, notes);
  yield '</body></html>\n';
}

/** Notes appear at the time they were written, as in the console. */
async function* threadParts(
  page: ExportPage,
  messages: AsyncIterable<Message[]>,
  notes: Iterator<Note[], void>,
): AsyncGenerator<string> {
  let waiting: readonly Note[] = notes.next().value ?? [];
  function* notesBefore(at: number, id: number): Generator<string> {
    for (let [note] = waiting; note && (note.at < at || (note.at === at && note.id < id)); [note] = waiting) {
      yield page.note(note);
      waiting = waiting.length > 1 ? waiting.slice(1) : (notes.next().value ?? []);
    }
  }
  for await (const rows of messages) {
    yield rows
      .flatMap((message) => [...notesBefore(message.sentAt, message.id), page.message(message)])
      .join('');
  }
  yield* notesBefore(Number.POSITIVE_INFINITY, 0);
}

/** The parts of the page in one language. */
class ExportPage {
  #language: Language;
  #words: ExportWords;
  #times: Intl.DateTimeFormat;
  #products: ProductNames;

  constructor({ language, products }: HtmlForm) {
    this.#language = language;
    this.#products = products;
    this.#words = exportWords[language];
    this.#times = new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone: 'UTC',
    });
  }

  head({ exportedAt, number, conversation, details, fields }: ExportHead): string {
    const { name } = conversation.contact;
    const { consent, marketingStoppedAt } = conversation;
    const { source, note, firstSeenAt } = details;
    const words = this.#words;
    const facts: [string, string][] = [
      ...details.aliases.map(({ kind, value }): [string, string] => [words.aliases[kind], value]),
      [words.businessNumber, number],
      [words.exported, this.#time(exportedAt)],
    ];
    if (firstSeenAt !== null) facts.push([words.firstMessage, this.#time(firstSeenAt)]);
    if (consent) facts.push([words.optedIn, `${this.#time(consent.at)}, ${consent.source}`]);
    if (marketingStoppedAt !== null) facts.push([words.optedOut, this.#time(marketingStoppedAt)]);
    if (source) facts.push([words.source, source.referral.headline ?? source.referral.source_url ?? '']);
    facts.push(...fields.map(({ name, value }): [string, string] => [name, String(value)]));
    if (note) facts.push([words.teamNote, note.text]);
    return `<!doctype html>
<html lang="${this.#language}" dir="${words.direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
<title>${escaped(name)}</title>
<style>
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}
article{margin:.5rem 0;padding:.5rem .8rem;border-radius:12px;background:#8882;overflow-wrap:anywhere}
article.out{margin-inline-start:20%}article.in{margin-inline-end:20%}article.note{background:none;border:1px dashed}p{margin:0;white-space:pre-wrap}
small{opacity:.7}
</style></head><body>
<h1 dir="auto">${escaped(name)}</h1>
<dl>${facts.map(([term, value]) => `<dt>${escaped(term)}</dt><dd>${isolated(value)}</dd>`).join('')}</dl>
`;
  }

  note({ at, by, text }: Note): string {
    const line = [this.#time(at), this.#words.note, ...(by ? [by.name] : [])];
    return `<article class="note"><small>${line.map(isolated).join(' · ')}</small><p dir="auto">${escaped(text)}</p></article>
`;
  }

  message(message: Message): string {
    const { direction, sentAt, status, revokedAt, reactions } = message;
    const words = this.#words;
    const line = [
      this.#time(sentAt),
      this.#author(message),
      ...(status ? [words.status[status]] : []),
      ...(revokedAt === null
        ? []
        : [writeSentence(words.deleted, { moment: this.#time(revokedAt) }, this.#language)]),
      ...reactions.map(({ emoji }) => emoji),
    ];
    const shown = this.#lines(message).map((text) => `<p dir="auto">${escaped(text)}</p>`);
    return `<article class="${direction}"><small>${line.map(isolated).join(' · ')}</small>${shown.join('')}</article>
`;
  }

  #author({ direction, author }: Message): string {
    const words = this.#words;
    if (direction === 'in') return words.customer;
    switch (author?.type) {
      case 'agent':
        return author.name;
      case 'phone-app':
        return words.phoneApp;
      case 'automation':
        return author.name ?? words.automatic;
      case 'nudge':
        return words.automatic;
      case undefined:
        return words.business;
    }
  }

  #lines({ id, content, media }: Message): string[] {
    const words = this.#words;
    const type = words.types[content.type];
    const texts = this.#texts(content);
    if (!media) return texts.length === 0 ? [`(${type})`] : texts;
    const size = media.size === null ? '?' : this.#size(media.size);
    const file = writeSentence(words.file, { id: String(id) }, this.#language);
    return [...texts, [type, media.mimeType ?? '?', size, file].join(', ')];
  }

  #texts(content: Content): string[] {
    const words = this.#words;
    if (content.type === 'calls') {
      const { duration } = content.calls;
      return [duration ? writeSentence(words.call, { count: duration }, this.#language) : words.missedCall];
    }
    if (content.type === 'user_preferences') {
      const { category, value, detail } = content.user_preferences;
      const choice = { stop: words.optedOut, resume: words.optedIn }[value];
      if (category === 'marketing_messages' && choice !== undefined)
        return [...(detail ? [detail] : []), choice];
    }
    return exportLines(withProductNames(content, this.#products));
  }

  #size(bytes: number): string {
    const kilobytes = Math.max(1, Math.round(bytes / 1_000));
    const units = { style: 'unit', unit: 'kilobyte' } as const;
    return new Intl.NumberFormat(this.#language, units).format(kilobytes);
  }

  #time(at: number): string {
    return `${this.#times.format(at)} UTC`;
  }
}

/** A text of either direction within a line. */
function isolated(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
