/** Meta's error codes that concern messaging: what each means, and what to do now. */
export interface ErrorEntry {
  title: string;
  advice: string;
  /**
   * Whether the same request can succeed at another time (`later`), only once something has been changed
   * (`after-change`), or not at all (`never`). Later is for a person to decide unless `isRetryable` says so.
   */
  retry: 'later' | 'never' | 'after-change';
  /** Where Meta describes it, when it is not {@link errorCodesPage}. */
  source?: string;
}

export const errorCodesPage =
  'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes';
/** Meta's OpenAPI description, for codes that are not on that page. */
const openapi = 'https://github.com/facebook/openapi/blob/main/business-messaging-api_v23.0.yaml';
const userIds =
  'https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids';

const badToken: ErrorEntry = {
  title: 'The access token is no longer valid.',
  advice: 'Ask an admin to paste a new access token in the settings of this number.',
  retry: 'after-change',
};
const noPermission: ErrorEntry = {
  title: 'The app is not allowed to do this.',
  advice:
    'Ask an admin to give the system user of the access token full control of the WhatsApp account, and the app whatsapp_business_messaging.',
  retry: 'after-change',
};
const tooManyCalls: ErrorEntry = {
  title: 'Too many requests were made to Meta.',
  advice: 'Nothing is wrong with the message; wait a few minutes and try again.',
  retry: 'later',
};
const metaDown: ErrorEntry = {
  title: 'WhatsApp has a temporary problem.',
  advice: 'Nothing is wrong with the message; try again in a few minutes.',
  retry: 'later',
};
const badRequest: ErrorEntry = {
  title: 'WhatsApp does not accept the message in this form.',
  advice: 'Check the details, change the message and send it again.',
  retry: 'after-change',
};
const wrongId: ErrorEntry = {
  title: 'WhatsApp does not know this number, or the access token may not see it.',
  advice: 'Ask an admin to check the phone number id and that the access token belongs to its account.',
  retry: 'after-change',
};
const templateMismatch: ErrorEntry = {
  title: 'The values do not match the template.',
  advice: 'Fill in every variable of the template in the right format, and send it again.',
  retry: 'after-change',
};
const wrongPin: ErrorEntry = {
  title: 'The two-step verification PIN is wrong.',
  advice: 'Enter the PIN of this number, or set a new one in WhatsApp Manager.',
  retry: 'after-change',
};
const pinLocked: ErrorEntry = {
  title: 'Too many wrong PINs.',
  advice: 'Wait as long as the details say before you try again.',
  retry: 'later',
};
const registeredTooOften: ErrorEntry = {
  title: 'This number was registered too many times in a short time.',
  advice: 'Wait as long as the details say before you register it again.',
  retry: 'later',
};

export const errorCatalogue: Readonly<Record<number, ErrorEntry>> = {
  0: badToken,
  1: metaDown,
  2: metaDown,
  3: noPermission,
  4: tooManyCalls,
  10: noPermission,
  17: { ...tooManyCalls, source: openapi },
  33: wrongId,
  100: badRequest,
  104: {
    title: 'Meta requires proof of the app secret with each request.',
    advice: 'Ask an admin to enter the app secret in the settings of this number.',
    retry: 'after-change',
    source: openapi,
  },
  190: badToken,
  200: noPermission,
  368: {
    title: 'Meta has restricted this business for a policy violation.',
    advice: 'Ask an admin to check the policy violations in WhatsApp Manager.',
    retry: 'after-change',
  },
  613: { ...tooManyCalls, source: openapi },
  803: { ...wrongId, source: openapi },
  80007: tooManyCalls,
  130403: {
    title: 'This number is over its message limit.',
    advice: 'Wait, then send it again.',
    retry: 'later',
  },
  130429: {
    title: 'This number is over its limit of messages per second.',
    advice: 'Nothing is wrong with the message; try again in a moment.',
    retry: 'later',
  },
  130472: {
    title: 'WhatsApp did not deliver this marketing message: the customer is part of an experiment.',
    advice: 'It will not be delivered. Wait for the customer to write, or reach them another way.',
    retry: 'never',
  },
  130497: {
    title: 'This business is not allowed to message customers in this country.',
    advice: "Check WhatsApp's policy for the country and for the category of the business.",
    retry: 'never',
  },
  131000: metaDown,
  131005: noPermission,
  131008: badRequest,
  131009: badRequest,
  131016: metaDown,
  131021: {
    title: 'The message is addressed to the number that sends it.',
    advice: 'Choose another recipient.',
    retry: 'never',
  },
  131026: {
    title: 'WhatsApp cannot deliver to this customer.',
    advice:
      'The customer may not be on WhatsApp, use an old version, not have accepted its terms, or have blocked you. Meta does not say which. Reach them another way.',
    retry: 'never',
  },
  131030: {
    title: "The recipient is not on this test number's list of recipients.",
    advice: 'Add the phone number to the list in the Meta app, or use a number of your own.',
    retry: 'after-change',
  },
  131031: {
    title: 'Meta has locked this WhatsApp account.',
    advice: 'Ask an admin to check the account in WhatsApp Manager.',
    retry: 'after-change',
  },
  131037: {
    title: "The number's display name is not approved.",
    advice: 'Ask an admin to have a display name approved in WhatsApp Manager.',
    retry: 'after-change',
  },
  131042: {
    title: 'Meta cannot charge the business for this message.',
    advice: 'Ask an admin to fix the payment method of the WhatsApp account.',
    retry: 'after-change',
  },
  131045: {
    title: 'The number is not registered with WhatsApp.',
    advice: 'Ask an admin to register the number.',
    retry: 'after-change',
  },
  131047: {
    title: 'The customer last wrote more than 24 hours ago.',
    advice: 'Send a template, or wait for the customer to write.',
    retry: 'after-change',
  },
  131048: {
    title: 'WhatsApp limits this number because too many customers blocked or reported it.',
    advice: 'Send less, and only to customers who expect it. Check the quality rating in WhatsApp Manager.',
    retry: 'later',
  },
  131049: {
    title: 'WhatsApp did not deliver this marketing message: the customer has received too many.',
    advice: 'Do not send it again within 24 hours. You can send any message once the customer writes.',
    retry: 'later',
  },
  131050: {
    title: 'The customer has opted out of marketing messages.',
    advice: 'Do not send any until the customer opts in again.',
    retry: 'never',
  },
  131051: {
    title: 'WhatsApp does not support this kind of message.',
    advice: 'Send another kind of message. If you received it, read it on a phone.',
    retry: 'never',
  },
  131052: {
    title: "WhatsApp could not download the customer's file.",
    advice: 'Ask the customer to send it again.',
    retry: 'never',
  },
  131053: {
    title: 'WhatsApp did not accept the file.',
    advice:
      "Check its type and size against WhatsApp's limits, and that its link can be reached; then send it anew.",
    retry: 'after-change',
  },
  131056: {
    title: 'Too many messages to this customer in a short time.',
    advice: 'Nothing is wrong with the message; try again in a few seconds.',
    retry: 'later',
  },
  131057: {
    title: 'The WhatsApp account is in maintenance.',
    advice: 'Nothing is wrong with the message; try again later.',
    retry: 'later',
  },
  131060: {
    title: 'The message is no longer available.',
    advice: 'Ask the customer to send it again.',
    retry: 'never',
  },
  131062: {
    title: 'This kind of message needs a phone number, and the customer hides theirs.',
    advice: 'Ask the customer for the phone number, or send another kind of message.',
    retry: 'after-change',
    source: userIds,
  },
  132000: templateMismatch,
  132001: {
    title: 'There is no approved template with this name in this language.',
    advice: 'Choose an approved template, or wait until this one is approved.',
    retry: 'after-change',
  },
  132005: {
    title: 'The template is too long once its variables are filled in.',
    advice: 'Use shorter values.',
    retry: 'after-change',
  },
  132007: {
    title: 'The template violates a WhatsApp policy.',
    advice: 'Change the template in WhatsApp Manager, or choose another.',
    retry: 'after-change',
  },
  132012: templateMismatch,
  132015: {
    title: 'WhatsApp has paused this template because of its low quality.',
    advice: 'Choose another template, or wait until the pause is over.',
    retry: 'later',
  },
  132016: {
    title: 'WhatsApp has disabled this template because of its low quality.',
    advice: 'Create a new template with different content.',
    retry: 'never',
  },
  132018: {
    title: 'A template variable has a value that is not allowed.',
    advice:
      'Remove line breaks, tabs and more than four spaces in a row from the values, fill in every variable, and send it again.',
    retry: 'after-change',
  },
  132068: {
    title: 'The Flow is blocked.',
    advice: 'Ask an admin to correct the Flow in WhatsApp Manager.',
    retry: 'after-change',
  },
  132069: {
    title: 'The Flow was sent too many times this hour.',
    advice: 'Send it again later.',
    retry: 'later',
  },
  133000: {
    title: 'An earlier removal of this number is not finished.',
    advice: 'Deregister the number again, then register it.',
    retry: 'after-change',
  },
  133004: metaDown,
  133005: wrongPin,
  133006: {
    title: 'The number must be verified before it can be registered.',
    advice: 'Verify the number with a code in WhatsApp Manager.',
    retry: 'after-change',
  },
  133008: pinLocked,
  133009: pinLocked,
  133010: {
    title: 'The number is not registered with WhatsApp.',
    advice: 'Ask an admin to register the number.',
    retry: 'after-change',
  },
  133015: {
    title: 'The number was removed recently.',
    advice: 'Wait five minutes before you register it again.',
    retry: 'later',
  },
  133016: registeredTooOften,
  134011: {
    title: 'The terms of WhatsApp payments are not accepted.',
    advice: 'Ask an admin to accept them in WhatsApp Manager.',
    retry: 'after-change',
  },
  135000: badRequest,
  137000: {
    title: "The customer's identity has changed since you last wrote.",
    advice: 'Make sure that it is still the same person, then send it again.',
    retry: 'after-change',
  },
  138006: {
    title: 'The customer has not allowed calls.',
    advice: 'Ask for permission to call first.',
    retry: 'after-change',
    source: openapi,
  },
};
