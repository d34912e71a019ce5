/** What happens to a template after it was created: reviews, pauses, changes of category, archiving and deletion. */
import type { Settings } from '../../control/settings.ts';
import type { Numbers } from '../../numbers/numbers.ts';
import type { Deliveries } from '../../webhooks/deliveries.ts';
import type { TemplateSwitches } from '../switches.ts';
import type { StoredTemplate } from '../template.ts';
import { archiveAt, type OwnedTemplate, type TemplateStore } from '../template-store.ts';
import {
  categoryNotice,
  comingCategoryNotice,
  componentsNotice,
  qualityNotice,
  type StatusDetails,
  statusNotice,
  type TemplateNotice,
} from './notices.ts';
import { reviewOf, type Verdict } from './review.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
/** A deleted name is blocked this long, if it was approved; any other for the first minute. */
const nameBlockMs = 30 * day;
const deletionMs = 60_000;
const undeliveredMs = 30 * day;
const archivedMs = 28 * day;
const categoryNoticeMs = day;
const pausesMs = [3 * hour, 6 * hour];

interface Rooms {
  store: TemplateStore;
  settings: Settings;
  numbers: Numbers;
  deliveries: Deliveries;
  switches: () => TemplateSwitches;
}

export class TemplateLife {
  #rooms: Rooms;
  #reports = 0;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  /** Makes all changes that are due by the clock. A long leap of the clock can make several of one template. */
  settle(): void {
    const { store, settings } = this.#rooms;
    const now = settings.now();
    for (let due = store.due(now); due.length > 0; due = store.due(now)) {
      if (due.filter((owned) => this.#settleOne(owned, now)).length === 0) return;
    }
  }

  /** Whether something has changed. */
  #settleOne({ wabaId, template }: OwnedTemplate, now: number): boolean {
    const isDue = (at: number | null): at is number => at !== null && at <= now;
    const { reviewAt, pausedUntil, categoryChange, deleteAt, status } = template;
    if (status === 'PENDING_DELETION' || status === 'ARCHIVED') {
      const isWaiting =
        status === 'PENDING_DELETION' && this.#rooms.store.hasUndelivered(wabaId, template.id);
      if (!isDue(deleteAt) && (status === 'ARCHIVED' || isWaiting)) return false;
      this.#rooms.store.remove(wabaId, template.id);
      this.#reportStatus(wabaId, template, 'DELETED');
      return true;
    }
    if (isDue(reviewAt)) this.review(wabaId, template, this.#verdictOn(wabaId, template));
    else if (isDue(pausedUntil)) this.unpause(wabaId, template);
    else if (isDue(categoryChange?.at ?? null)) this.#applyCategory(wabaId, template);
    else if (isDue(archiveAt(template))) this.archive(wabaId, template, archiveAt(template) ?? now);
    else return false;
    return true;
  }

  #verdictOn(wabaId: string, template: StoredTemplate): Verdict {
    const { reviewOutcome, rejectedReason } = this.#rooms.switches();
    if (reviewOutcome === 'APPROVED') return { event: 'APPROVED' };
    if (reviewOutcome === 'REJECTED') return { event: 'REJECTED', reason: rejectedReason };
    return reviewOf(
      template,
      this.#rooms.store.of(wabaId).map((one) => one.template),
    );
  }

  startReview(wabaId: string, template: StoredTemplate): StoredTemplate {
    const { settings, switches } = this.#rooms;
    const reviewAt = settings.now() + switches().reviewMs;
    const pending: StoredTemplate = { ...template, status: 'PENDING', reviewAt, pausedUntil: null };
    this.#rooms.store.put(wabaId, pending);
    return pending;
  }

  review(wabaId: string, template: StoredTemplate, verdict: Verdict): void {
    const isRejected = verdict.event === 'REJECTED';
    const reason = isRejected ? verdict.reason : 'NONE';
    const reviewed: StoredTemplate = {
      ...template,
      status: verdict.event,
      rejected_reason: reason,
      reviewAt: null,
      pausedUntil: null,
      usedAt: this.#rooms.settings.now(),
      wasApproved: template.wasApproved || !isRejected,
    };
    this.#rooms.store.put(wabaId, reviewed);
    this.#reportStatus(wabaId, reviewed, verdict.event, {
      reason,
      ...(isRejected && verdict.info && { rejection: verdict.info }),
    });
  }

  /** Bad quality pauses a template for 3 hours, then for 6, and then disables it. */
  setQuality(wabaId: string, template: StoredTemplate, score: StoredTemplate['quality']['score']): void {
    const now = this.#rooms.settings.now();
    const scored: StoredTemplate = { ...template, quality: { score, date: now } };
    this.#rooms.store.put(wabaId, scored);
    this.#report(wabaId, qualityNotice(scored, template.quality.score));
    if (score === 'RED' && scored.status === 'APPROVED') this.pauseForQuality(wabaId, scored);
  }

  pauseForQuality(wabaId: string, template: StoredTemplate): void {
    const now = this.#rooms.settings.now();
    const lasts = pausesMs[template.pauses];
    if (lasts === undefined) {
      this.disable(wabaId, template);
      return;
    }
    const paused: StoredTemplate = {
      ...template,
      status: 'PAUSED',
      pauses: template.pauses + 1,
      pausedUntil: now + lasts,
    };
    this.#rooms.store.put(wabaId, paused);
    this.#reportStatus(wabaId, paused, 'PAUSED', {
      other: {
        title: template.pauses === 0 ? 'FIRST_PAUSE' : 'SECOND_PAUSE',
        description: `The template is paused for ${lasts / hour} hours because customers reported or blocked it.`,
      },
    });
  }

  /** Paused before all customers had the message. Only an explicit unpause ends it. */
  pauseForPacing(wabaId: string, template: StoredTemplate): void {
    const paused: StoredTemplate = { ...template, status: 'PAUSED', pausedUntil: null };
    this.#rooms.store.put(wabaId, paused);
    const description = 'The template is paused because of early reports. Unpause it to send it again.';
    this.#reportStatus(wabaId, paused, 'PAUSED', { other: { title: 'RATE_LIMITING_PAUSE', description } });
  }

  unpause(wabaId: string, template: StoredTemplate): void {
    const active: StoredTemplate = { ...template, status: 'APPROVED', pausedUntil: null };
    this.#rooms.store.put(wabaId, active);
    const description = 'The template can be sent again.';
    this.#reportStatus(wabaId, active, 'APPROVED', { other: { title: 'UNPAUSE', description } });
  }

  disable(wabaId: string, template: StoredTemplate): void {
    const { settings, store } = this.#rooms;
    const disabled: StoredTemplate = { ...template, status: 'DISABLED', pausedUntil: null };
    store.put(wabaId, disabled);
    this.#reportStatus(wabaId, disabled, 'DISABLED', {
      disabledAt: settings.realTime(settings.now()),
      other: { title: 'DISABLED', description: 'The template is disabled because its quality stayed low.' },
    });
  }

  /** With 24 hours of notice; without any after a warning. */
  changeCategory(wabaId: string, template: StoredTemplate, to: string, isAtOnce: boolean): void {
    const { settings, store } = this.#rooms;
    const at = settings.now() + (isAtOnce ? 0 : categoryNoticeMs);
    const announced: StoredTemplate = { ...template, correct_category: to, categoryChange: { to, at } };
    if (isAtOnce) {
      this.#applyCategory(wabaId, announced);
      return;
    }
    store.put(wabaId, announced);
    const realTime = settings.realTime(at);
    this.#report(wabaId, comingCategoryNotice(template, to, realTime));
  }

  #applyCategory(wabaId: string, { correct_category: _, ...template }: StoredTemplate): void {
    const { category: previous, categoryChange } = template;
    const changed: StoredTemplate = {
      ...template,
      category: categoryChange?.to ?? previous,
      previous_category: previous,
      categoryChange: null,
    };
    this.#rooms.store.put(wabaId, changed);
    this.#report(wabaId, categoryNotice(changed, previous));
  }

  archive(wabaId: string, template: StoredTemplate, at = this.#rooms.settings.now()): void {
    const archived: StoredTemplate = {
      ...template,
      status: 'ARCHIVED',
      archivedFrom: template.status,
      pausedUntil: null,
      deleteAt: at + archivedMs,
    };
    this.#rooms.store.put(wabaId, archived);
    this.#reportStatus(wabaId, archived, 'ARCHIVED');
  }

  unarchive(wabaId: string, template: StoredTemplate): void {
    const usedAt = this.#rooms.settings.now();
    const status = template.archivedFrom ?? 'APPROVED';
    const active: StoredTemplate = { ...template, status, usedAt, archivedFrom: null, deleteAt: null };
    this.#rooms.store.put(wabaId, active);
    this.#reportStatus(wabaId, active, 'UNARCHIVED');
  }

  /** Undelivered messages keep a template for up to 30 days. `scope` is the language whose name is blocked, or `*`. */
  delete(wabaId: string, template: StoredTemplate, scope: string): void {
    const { store, settings } = this.#rooms;
    const now = settings.now();
    const until = now + (template.wasApproved ? nameBlockMs : deletionMs);
    store.block(wabaId, template.name, template.wasApproved ? scope : template.language, until);
    if (store.hasUndelivered(wabaId, template.id)) {
      const deleteAt = now + undeliveredMs;
      store.put(wabaId, {
        ...template,
        status: 'PENDING_DELETION',
        pausedUntil: null,
        reviewAt: null,
        deleteAt,
      });
      this.#reportStatus(wabaId, template, 'PENDING_DELETION');
      return;
    }
    store.remove(wabaId, template.id);
    this.#reportStatus(wabaId, template, 'DELETED');
  }

  /** Any other event, such as FLAGGED or IN_APPEAL. The status changes with those that are one. */
  force(wabaId: string, template: StoredTemplate, event: string): void {
    const isStatus = event === 'IN_APPEAL' || event === 'LIMIT_EXCEEDED';
    const changed: StoredTemplate = isStatus ? { ...template, status: event, reviewAt: null } : template;
    this.#rooms.store.put(wabaId, changed);
    this.#reportStatus(wabaId, changed, event);
  }

  reportComponents(wabaId: string, template: StoredTemplate): void {
    this.#report(wabaId, componentsNotice(template));
  }

  #reportStatus(wabaId: string, template: StoredTemplate, event: string, details?: StatusDetails): void {
    this.#report(wabaId, statusNotice(template, event, details));
  }

  /** Meta writes languages in two ways, `en_US` and `en-US`; here they alternate. */
  #report(wabaId: string, { field, value }: TemplateNotice): void {
    const { numbers, deliveries } = this.#rooms;
    const number = numbers.owned().find(({ setup }) => setup.wabaId === wabaId);
    if (!number) return;
    this.#reports += 1;
    const language = String(value.message_template_language);
    const written = this.#reports % 2 === 0 ? language.replace('_', '-') : language;
    deliveries.enqueue(number.id, { ...value, message_template_language: written }, field, 'account');
  }
}
