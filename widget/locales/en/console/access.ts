export const access = {
  yourNameHint: 'Your team sees it beside your replies and notes.',
  yourName: 'Your name',
  noPasskeyYet: (page: string) =>
    `No one has a passkey yet. An admin first signs in at ${page} with the setup token.`,
  setupTokenHint: 'The SETUP_TOKEN of this deployment.',
  firstSignIn: 'Sign in for the first time with the setup token. Then create your passkey.',
  signInWithPasskey: 'Sign in with a passkey',
  withSetupToken: 'Use the setup token',
  signInHint: 'Use your fingerprint, face or PIN.',
  signInWindow: 'A window opens where you sign in.',
  windowBlocked: 'Your browser blocked the window. Allow pop-ups for this page, then try again.',
  welcome: (name: string) => `Welcome, ${name}`,
  joinHint: 'Create a passkey on this device. It replaces a password, so there is nothing to remember.',
  passkeyCancelled: 'Cancelled or timed out. First time here? Use the setup token or ask for an invitation.',
  passkeyKnown: 'This device already has a passkey for the inbox.',
  noOpener: 'Close this window and select “Sign in” again on the page you came from.',
  siteNotAllowed: (origin: string) =>
    `${origin} is not allowed to show the inbox. Ask an admin to allow it in the settings, where this attempt is listed.`,
  teamInbox: 'Team inbox',
  setupToken: 'Setup token',
  signIn: 'Sign in',
};
