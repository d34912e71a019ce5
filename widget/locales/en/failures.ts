/** Messages for agents, where they differ from the API's messages for developers. */
export const english: FailureWords = {
  sign_in_required: 'You have been signed out. Sign in again.',
  invalid_input: 'Something is missing or invalid.',
  admin_only: 'Only admins can do this. Ask an admin on your team.',
  too_many_attempts: 'Too many wrong attempts. Try again in a minute.',
  conversation_not_found: 'This conversation no longer exists.',
  message_not_found: 'This message no longer exists.',
  media_not_found: 'The file is no longer stored.',
  file_not_stored: 'The download was interrupted, so the file was not stored. Try again.',
  media_unreachable: 'The file could not be loaded from WhatsApp. Try again.',
  upload_failed: 'WhatsApp did not accept the file. Try again.',
  answered_meanwhile: 'Someone else has replied since. Read their reply first.',
  field_not_found: 'This field no longer exists.',
  fields_changed: 'The fields have changed meanwhile. Try again.',
  field_needs_text: 'Enter a text.',
  field_needs_number: 'Enter a number.',
  field_needs_date: 'Enter a date.',
  field_needs_choice: 'Choose one of the values in the list.',
  files_off: 'This number does not send files. Write a text instead.',
  label_not_found: 'This label no longer exists.',
  not_confirmed: 'The text you typed does not match. Nothing was deleted.',
};

/** By the code of the error; any of them may be missing. */
export type FailureWords = Readonly<Record<string, string>>;
