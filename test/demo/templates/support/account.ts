/** An account at the stand-in whose templates a test manages. */
import { exports } from 'cloudflare:workers';
import type { TemplateAction, WaitingWebhook } from '../../../../demo/cloud-api/control/control.ts';
import type { NumberSetup } from '../../../../demo/cloud-api/numbers/number-setup.ts';
import type { TemplateSwitches } from '../../../../demo/cloud-api/templates/switches.ts';

export type Json = Record<string, unknown>;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export interface TemplateAnswer {
  id: string;
  status: string;
  category: string;
}

export interface Refusal {
  message: string;
  code: number;
  error_subcode?: number;
  error_user_title?: string;
  error_user_msg?: string;
  error_data?: { details: string };
  fbtrace_id: string;
}

export const words = 'Your order has left the kiln and will arrive soon';

export class Account {
  readonly number: string;
  readonly wabaId: string;
  readonly token: string;

  constructor(digit: number) {
    this.number = `10654035225000${digit}`;
    this.wabaId = `41956125792000${digit}`;
    this.token = `EAAG-templates-${digit}`;
  }

  async setUp(more: Partial<NumberSetup> = {}): Promise<void> {
    const setup: NumberSetup = {
      wabaId: this.wabaId,
      displayPhoneNumber: '+1 555 078 5001',
      name: 'Lumen & Clay',
      accessToken: this.token,
      appSecret: 'secret',
      // Nothing answers there, so webhooks stay in the queue.
      callbackUrl: 'http://127.0.0.1:9/webhook',
      ...more,
    };
    await this.control('PUT', `/numbers/${this.number}`, setup);
  }

  call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return exports.default.fetch(
      new Request(`http://localhost/v23.0${path}`, {
        method,
        headers: { Authorization: `Bearer ${this.token}`, ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      }),
    );
  }

  control(method: string, path: string, body?: unknown): Promise<Response> {
    return exports.default.fetch(
      new Request(`http://localhost/control${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  }

  switch(change: Partial<TemplateSwitches>): Promise<Response> {
    return this.control('PUT', '/templates/switches', change);
  }

  act(id: string, action: TemplateAction): Promise<Response> {
    return this.control('POST', `/templates/${id}`, { phoneNumberId: this.number, ...action });
  }

  async passes(ms: number): Promise<void> {
    await this.control('POST', '/clock', { advance: ms });
  }

  /** Creates a template with a body of its own, unless `more` has components. */
  create(name: string, more: Json = {}): Promise<Response> {
    return this.call('POST', `/${this.wabaId}/message_templates`, {
      ...{ name, language: 'en_US', category: 'MARKETING' },
      components: [{ type: 'BODY', text: `${words}, as ${name} says` }],
      ...more,
    });
  }

  async created(name: string, more: Json = {}): Promise<TemplateAnswer> {
    const answer = await this.create(name, more);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  /** Created, and reviewed as soon as Meta has the time. */
  async reviewed(name: string, more: Json = {}): Promise<TemplateAnswer> {
    const { id } = await this.created(name, more);
    await this.passes(10_000);
    return this.get(id);
  }

  async get<Fields = TemplateAnswer>(id: string, fields = 'status,category'): Promise<Fields> {
    const answer = await this.call('GET', `/${id}?fields=${fields}`);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  }

  /** Values of the webhooks about a template, oldest first. */
  async notices(id: string, field?: string): Promise<Json[]> {
    const waiting = await (await this.control('GET', '/webhooks')).json<WaitingWebhook[]>();
    return waiting.flatMap(({ body }) => {
      const { entry } = body as { entry: [{ id: string; changes: [{ field: string; value: Json }] }] };
      const [{ changes }] = entry;
      return changes
        .filter((change) => change.value.message_template_id === Number(id))
        .filter((change) => field === undefined || change.field === field)
        .map(({ value }) => value);
    });
  }

  async events(id: string): Promise<unknown[]> {
    return (await this.notices(id, 'message_template_status_update')).map(({ event }) => event);
  }

  send(content: Json, more: Json = {}): Promise<Response> {
    return this.call('POST', `/${this.number}/messages`, {
      ...{ messaging_product: 'whatsapp', to: '15550105001', ...more },
      ...content,
    });
  }

  sendTemplate(name: string, components: Json[] = [], language = 'en_US'): Promise<Response> {
    return this.send({ type: 'template', template: { name, language: { code: language }, components } });
  }
}

export async function refusalOf(answer: Response | Promise<Response>): Promise<Refusal> {
  const { error } = await (await answer).json<{ error?: Refusal }>();
  if (!error) throw new Error('It was not refused');
  return error;
}

/** The subcode, or the code if there is none; null: it was accepted. */
export async function codeOf(answer: Response | Promise<Response>): Promise<number | null> {
  const response = await answer;
  if (response.ok) return null;
  const { error_subcode: subcode, code } = await refusalOf(response);
  return subcode ?? code;
}
