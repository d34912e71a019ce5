/**
 * The pages of the gallery: each element, and the file that shows it in its states. A test compares this list with the
 * elements that the source registers.
 */
import type { Pages } from './specimen.ts';

type Load = () => Promise<{ pages: Pages }>;

const button: Load = () => import('./pages/button.ts');
const kit: Load = () => import('./pages/kit/controls.ts');
const table: Load = () => import('./pages/kit/table.ts');
const list: Load = () => import('./pages/list.ts');
const conversation: Load = () => import('./pages/conversation.ts');
const thread: Load = () => import('./pages/thread.ts');
const composer: Load = () => import('./pages/composer.ts');
const products: Load = () => import('./pages/products.ts');
const contact: Load = () => import('./pages/contact.ts');
const shell: Load = () => import('./pages/shell.ts');
const parts: Load = () => import('./pages/kit/parts.ts');
const you: Load = () => import('./pages/settings/you.ts');
const team: Load = () => import('./pages/settings/team.ts');
const developers: Load = () => import('./pages/settings/developers.ts');
const number: Load = () => import('./pages/settings/number.ts');
const automation: Load = () => import('./pages/settings/automation.ts');
const menus: Load = () => import('./pages/settings/menus.ts');
const assistant: Load = () => import('./pages/settings/assistant.ts');
const designer: Load = () => import('./pages/settings/button.ts');
const profile: Load = () => import('./pages/settings/profile.ts');
const templates: Load = () => import('./pages/settings/templates.ts');
const analytics: Load = () => import('./pages/analytics.ts');
const setup: Load = () => import('./pages/settings/setup.ts');
const signIn: Load = () => import('./pages/sign-in.ts');

export const groups = {
  Kit: {
    'gallery-tokens': kit,
    'gallery-controls': kit,
    'gallery-fields': kit,
    'gallery-table': table,
    'agent-console-tabs': parts,
    'agent-console-dialog': kit,
    'agent-console-confirm': kit,
    'agent-console-toast': kit,
  },
  Button: { 'message-us': button },
  Inbox: {
    'agent-console': shell,
    'agent-console-inbox': shell,
    'agent-console-alerts': shell,
    'agent-console-account-menu': shell,
    'agent-console-commands': shell,
    'agent-console-shortcuts': shell,
  },
  List: {
    'agent-console-list': list,
    'agent-console-list-tabs': list,
    'agent-console-list-filters': list,
    'agent-console-filter-chips': list,
    'agent-console-view-dialog': list,
    'agent-console-search': list,
    'agent-console-found': list,
    'agent-console-choice': list,
    'agent-console-bulk': list,
  },
  Conversation: {
    'agent-console-conversation': conversation,
    'agent-console-tools': conversation,
    'agent-console-mode': conversation,
    'agent-console-snooze-moment': conversation,
    'agent-console-people': conversation,
    'agent-console-collision': conversation,
    'agent-console-suggestion': conversation,
    'agent-console-forward': conversation,
    'agent-console-finder': conversation,
  },
  Thread: {
    'agent-console-thread': thread,
    'agent-console-audio': thread,
    'agent-console-delivery': thread,
    'agent-console-answer': thread,
    'agent-console-message-menu': thread,
    'agent-console-reactions': thread,
    'agent-console-viewer': thread,
  },
  Composer: {
    'agent-console-composer': composer,
    'agent-console-form': composer,
    'agent-console-templates': composer,
    'agent-console-product-form': products,
    'agent-console-product-picker': products,
    'agent-console-product-rows': products,
    'agent-console-replies': composer,
    'agent-console-reply-dialog': composer,
    'agent-console-stickers': composer,
    'agent-console-note': composer,
    'agent-console-voice': composer,
  },
  Contact: {
    'agent-console-contact': contact,
    'agent-console-contact-fields': contact,
    'agent-console-contact-labels': contact,
    'agent-console-contact-files': contact,
    'agent-console-contact-episodes': contact,
    'agent-console-contact-history': contact,
    'agent-console-contact-merge': contact,
    'agent-console-contact-removal': contact,
  },
  Analytics: {
    'message-us-analytics': analytics,
    'agent-console-analytics': analytics,
    'agent-console-counted': analytics,
    'agent-console-day-chart': analytics,
    'agent-console-hour-map': analytics,
    'agent-console-meta-costs': analytics,
  },
  Parts: {
    'agent-console-emoji': parts,
    'agent-console-menu': parts,
    'agent-console-number-switch': parts,
    'agent-console-number-choice': parts,
    'agent-console-contact-search': parts,
    'agent-console-copy': parts,
    'agent-console-secret': parts,
    'agent-console-label-dialog': team,
  },
  Settings: {
    'agent-console-settings': you,
    'agent-console-account-settings': you,
    'agent-console-own-picture': you,
    'agent-console-welcome': you,
    'agent-console-notification-settings': you,
    'agent-console-team-settings': team,
    'agent-console-invite-dialog': team,
    'agent-console-teams-settings': team,
    'agent-console-team-dialog': team,
    'agent-console-field-settings': team,
    'agent-console-label-settings': team,
    'agent-console-reply-settings': team,
    'agent-console-audit-settings': team,
    'agent-console-site-settings': team,
    'agent-console-token-settings': team,
    'agent-console-webhook-settings': developers,
    'agent-console-webhook-form': developers,
    'agent-console-webhook-log': developers,
    'agent-console-number-settings': number,
    'agent-console-automation-settings': automation,
    'agent-console-automation-overview': automation,
    'agent-console-automation-block': automation,
    'agent-console-automation-hours': automation,
    'agent-console-automatic-text': automation,
    'agent-console-follow-up': automation,
    'agent-console-bot-hook': automation,
    'agent-console-automation-log': automation,
    'agent-console-automation-rules': automation,
    'agent-console-rule-builder': automation,
    'agent-console-rule-message': automation,
    'agent-console-rule-tester': automation,
    'agent-console-reply-preview': automation,
    'agent-console-reply-file': automation,
    'agent-console-reply-template': automation,
    'agent-console-rule-template': automation,
    'agent-console-automation-menus': menus,
    'agent-console-menu-builder': menus,
    'agent-console-menu-outline': menus,
    'agent-console-menu-preview': menus,
    'agent-console-menu-estimate': menus,
    'agent-console-assignment-settings': number,
    'agent-console-analytics-settings': number,
    'agent-console-rates': number,
    'agent-console-bot-settings': number,
    'agent-console-assistant-settings': assistant,
    'agent-console-assistant-overview': assistant,
    'agent-console-assistant-instructions': assistant,
    'agent-console-assistant-model': assistant,
    'agent-console-own-provider': assistant,
    'agent-console-provider-dialog': assistant,
    'agent-console-knowledge': assistant,
    'agent-console-knowledge-dialog': assistant,
    'agent-console-assistant-trial': assistant,
    'agent-console-conversation-choice': assistant,
    'agent-console-button-settings': number,
    'agent-console-button-tags': number,
    'agent-console-button-preview': designer,
    'agent-console-color': designer,
    'agent-console-picture': designer,
    'agent-console-hours': designer,
    'agent-console-blocked-settings': number,
    'agent-console-place-settings': number,
    'agent-console-health-settings': number,
    'agent-console-data-settings': number,
    'agent-console-profile-settings': profile,
    'agent-console-profile-form': profile,
    'agent-console-profile-photo': profile,
    'agent-console-display-name': profile,
    'agent-console-identity-check': profile,
    'agent-console-chat-starters': profile,
    'agent-console-short-links': profile,
    'agent-console-catalog-settings': number,
    'agent-console-template-settings': templates,
    'agent-console-template-list': templates,
    'agent-console-template-details': templates,
    'agent-console-template-insights': templates,
    'agent-console-template-builder': templates,
    'agent-console-template-starters': templates,
    'agent-console-template-library': templates,
    'agent-console-library-form': templates,
  },
  Setup: {
    'agent-console-setup': setup,
    'agent-console-name-step': setup,
    'agent-console-connect-form': setup,
    'agent-console-verify-number': setup,
    'agent-console-connection-steps': setup,
    'agent-console-first-message': setup,
    'agent-console-share-step': setup,
    'agent-console-numbers-settings': setup,
    'signup-page': setup,
  },
  'Signing in': {
    'agent-console-sign-in': signIn,
    'sign-in-page': signIn,
  },
} as const satisfies Record<string, Record<string, Load>>;

/** Elements without a page, and why. */
export const exceptions: Readonly<Record<string, string>> = {
  'agent-console-table': 'It is the frame of a table; its states are on the page of `gallery-table`.',
  'message-us-card': 'Only the button creates it; its states are on the page of `message-us`.',
};

const loads: ReadonlyMap<string, Load> = new Map(
  Object.values(groups).flatMap((group) => Object.entries(group)),
);

export const elementNames: readonly string[] = [...loads.keys()];

export function loadPages(element: string): Promise<{ pages: Pages }> | null {
  return loads.get(element)?.() ?? null;
}
