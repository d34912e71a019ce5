import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TemplateDefinition } from '../../../../../worker/whatsapp/templates/definition.ts';
import { lintTemplate } from '../../../../../worker/whatsapp/templates/lint.ts';
import type { TemplateProblem } from '../../../../../worker/whatsapp/templates/problem.ts';
import type { ApiClient } from '../../../../client/api/api-client.ts';
import { failureOf } from '../../../../client/api/api-failure.ts';
import { checkTemplate } from '../../../../client/api/templates.ts';
import { problemsIn } from './submission.ts';

interface CheckHost extends ReactiveControllerHost {
  readonly api: ApiClient | null;
  readonly inbox: string;
}

/** A pause in typing, after which the draft has been saved. */
const quietMs = 1_200;

/** Asks the account what only it knows: which names and texts are taken, and which names Meta blocks. */
export class AccountCheck implements ReactiveController {
  problems: readonly TemplateProblem[] = [];
  #host: CheckHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(host: CheckHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  /** What the Worker found when the template was submitted. */
  take(problems: readonly TemplateProblem[]): void {
    this.problems = problems;
    this.#host.requestUpdate();
  }

  /** `base` is the template that is edited. */
  soon(definition: TemplateDefinition, base: string | null): void {
    this.take([]);
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    this.#timer = setTimeout(() => void this.#ask(definition, base, turn), quietMs);
  }

  async #ask(definition: TemplateDefinition, base: string | null, turn: number): Promise<void> {
    const { api, inbox } = this.#host;
    if (!api) return;
    await failureOf(async () => {
      const { problems } = await checkTemplate(api, inbox, definition, base);
      if (turn !== this.#turn) return;
      const own = new Set(lintTemplate(definition).map(({ code }) => code));
      this.take(problemsIn(problems).filter(({ code }) => !own.has(code)));
    });
  }
}
