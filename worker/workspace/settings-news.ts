/** Which of the settings that consoles show an action has changed, so that every open console gets them again. */
import type { SettingsKind } from '../api/people/settings.ts';
import type { AuditAction } from '../api/people/team.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import { askInbox } from '../peers.ts';

/** Null: the action changes nothing that a console shows as a setting. */
const settings: Readonly<Record<AuditAction, SettingsKind | null>> = {
  'session.begin': null,
  'session.end': null,
  'passkey.add': 'team',
  'passkey.remove': 'team',
  'agent.invite': 'team',
  'agent.join': 'team',
  'agent.change': 'team',
  'agent.profile': 'team',
  'agent.remove': 'team',
  'agent.restore': 'team',
  'invitation.withdraw': 'team',
  'token.make': 'tokens',
  'token.revoke': 'tokens',
  'number.connect': 'numbers',
  'number.change': 'numbers',
  'number.replace': 'numbers',
  'number.enabled': 'numbers',
  'number.disabled': 'numbers',
  'number.disconnected': 'numbers',
  'number.delete': 'numbers',
  'number.retention': 'retention',
  'number.export': null,
  'contact.export': null,
  'contact.erase': null,
  'contact.merge': null,
  'number.erase': null,
  'number.profile': 'profile',
  'number.policy': 'policy',
  'number.assignment': 'assignment',
  'number.automation': 'automation',
  'automation.pause': 'automation',
  'number.button': 'button',
  'number.hours': 'hours',
  'number.assistant': 'assistant',
  'provider.change': 'assistant',
  'number.places': 'places',
  'number.analytics': null,
  'number.step': 'numbers',
  'number.bot': 'numbers',
  'event.replay': null,
  'labels.change': 'labels',
  'teams.change': 'teams',
  'teams.delete': 'teams',
  'fields.change': 'fields',
  'fields.delete': 'fields',
  'template.submitted': 'templates',
  'template.edited': 'templates',
  'template.deleted': 'templates',
  'template.unpaused': 'templates',
  'views.change': 'views',
  'replies.change': 'replies',
  'origins.change': 'sites',
  'site-login.change': 'sites',
  'webhook.create': 'webhooks',
  'webhook.change': 'webhooks',
  'webhook.rotate': 'webhooks',
  'webhook.delete': 'webhooks',
  'webhook.disable': 'webhooks',
};

export function settingsChangedBy(action: AuditAction): SettingsKind | null {
  return settings[action];
}

/** An inbox that does not answer does not fail the change. */
export async function tellConsoles(env: Env, inbox: string, changed: SettingsKind): Promise<void> {
  try {
    await askInbox(env, inbox).live.showSettings(changed);
  } catch {
    log('warn', 'settings_not_shown', { changed });
  }
}
