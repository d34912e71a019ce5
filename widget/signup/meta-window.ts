/**
 * Meta's window of Embedded Signup v4. Its script is fetched when the button is pressed, and never before. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/implementation
 */
import type { Setup } from '../../worker/api/numbers/connections.ts';

type App = NonNullable<Setup['signup']>;

/** The window's result. The ids arrive in a separate message and may be missing. */
export type WindowOutcome =
  | {
      type: 'finished';
      code: string;
      wabaId: string | null;
      phoneNumberId: string | null;
      isOnPhone: boolean;
    }
  /** Left at this screen; null: Meta did not say. */
  | { type: 'closed'; step: string | null }
  | { type: 'no-script' };

interface LoginAnswer {
  authResponse?: { code?: string } | null;
}

interface Sdk {
  init(options: { appId: string; version: string; autoLogAppEvents: boolean; xfbml: boolean }): void;
  login(answered: (answer: LoginAnswer) => void, options: object): void;
}

declare global {
  interface Window {
    FB?: Sdk;
  }
}

/** Messages from the window to its opener. */
export type SessionInfo =
  | { type: 'finished'; wabaId: string | null; phoneNumberId: string | null; isOnPhone: boolean }
  | { type: 'left'; step: string | null };

/** Opens the window. Call it while a press is being handled, or the browser keeps the window shut. */
export async function openMetaWindow(app: App, isOnPhone: boolean): Promise<WindowOutcome> {
  const sdk = await loadSdk(app);
  if (!sdk) return { type: 'no-script' };
  let info: SessionInfo | null = null;
  const gone = new AbortController();
  window.addEventListener(
    'message',
    ({ origin, data }: MessageEvent<unknown>) => {
      if (isMeta(origin, app.sdkUrl)) info = sessionInfoIn(data) ?? info;
    },
    { signal: gone.signal },
  );
  const answer = await new Promise<LoginAnswer>((resolve) => {
    sdk.login(resolve, {
      config_id: app.configId,
      response_type: 'code',
      override_default_response_type: true,
      extras: {
        version: 'v4',
        sessionInfoVersion: '3',
        setup: {},
        ...(isOnPhone && { featureType: 'whatsapp_business_app_onboarding' }),
      },
    });
  });
  gone.abort();
  return outcomeOf(answer.authResponse?.code, info, isOnPhone);
}

function outcomeOf(code: string | undefined, info: SessionInfo | null, isOnPhone: boolean): WindowOutcome {
  if (code === undefined) return { type: 'closed', step: info?.type === 'left' ? info.step : null };
  // Without the message the token itself says for which account it is.
  const ids = info?.type === 'finished' ? info : { wabaId: null, phoneNumberId: null, isOnPhone };
  return { ...ids, type: 'finished', code };
}

/** Only Meta's own pages count; with a script from elsewhere, only that place's. */
export function isMeta(origin: string, sdkUrl: string): boolean {
  const { hostname, origin: sdkOrigin } = new URL(sdkUrl);
  if (hostname !== 'connect.facebook.net') return origin === sdkOrigin;
  return URL.canParse(origin) && /^https:\/\/([\w-]+\.)*facebook\.com$/.test(origin);
}

export function sessionInfoIn(data: unknown): SessionInfo | null {
  const message = objectIn(typeof data === 'string' ? parsed(data) : data);
  if (message?.type !== 'WA_EMBEDDED_SIGNUP' || typeof message.event !== 'string') return null;
  const details = objectIn(message.data) ?? {};
  const textOf = (name: string) => {
    const value = details[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  if (message.event.startsWith('FINISH')) {
    const isOnPhone = message.event === 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING';
    return {
      type: 'finished',
      wabaId: textOf('waba_id'),
      phoneNumberId: textOf('phone_number_id'),
      isOnPhone,
    };
  }
  return { type: 'left', step: textOf('current_step') ?? textOf('error_message') };
}

function objectIn(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function loadSdk(app: App): Promise<Sdk | null> {
  const known = window.FB;
  if (known) return known;
  const isLoaded = await new Promise<boolean>((resolve) => {
    const script = document.createElement('script');
    script.src = app.sdkUrl;
    script.crossOrigin = 'anonymous';
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
  const sdk: Sdk | null = isLoaded ? (Reflect.get(window, 'FB') ?? null) : null;
  sdk?.init({ appId: app.appId, version: app.version, autoLogAppEvents: false, xfbml: false });
  return sdk;
}
