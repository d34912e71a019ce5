/** Messages for agents, where they differ from the API's messages for developers. */
export const english: FailureWords = {
  sign_in_required: 'You have been signed out. Sign in again.',
  invalid_input: 'Something is missing or invalid.',
  admin_only: 'Only admins can do this. Ask an admin on your team.',
  too_many_attempts: 'Too many wrong attempts. Try again in a minute.',
  conversation_not_found: 'This conversation is not there any more.',
  message_not_found: 'This message is not there any more.',
  media_not_found: 'The file is not kept any more.',
  file_not_stored: 'The file broke off on its way, so it was not stored. Try again.',
  media_unreachable: 'WhatsApp did not give the file. Try again.',
  upload_failed: 'WhatsApp did not take the file. Try again.',
  answered_meanwhile: 'Somebody else has answered since. Read what they wrote first.',
  label_not_found: 'This label is not there any more.',
  not_confirmed: 'What you typed is not what was asked for. Nothing was deleted.',
};

/** By the code of the error; any of them may be missing. */
export type FailureWords = Readonly<Record<string, string>>;
