/** Creating and using passkeys in the browser. Loaded on sign-in. */
import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { strings } from '../../locales/strings.ts';
import { ApiFailure } from '../api/api-failure.ts';

/** Creates a passkey on this device. Throws an {@link ApiFailure} with a text for the person who cancelled. */
export function makePasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  return explained(startRegistration({ optionsJSON }));
}

/** Asks for a passkey of this deployment. */
export function usePasskey(
  optionsJSON: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON> {
  return explained(startAuthentication({ optionsJSON }));
}

async function explained<Done>(ceremony: Promise<Done>): Promise<Done> {
  try {
    return await ceremony;
  } catch (error) {
    const isKnown = error instanceof Error && error.name === 'InvalidStateError';
    throw new ApiFailure(0, 'passkey_cancelled', isKnown ? strings.passkeyKnown : strings.passkeyCancelled);
  }
}
