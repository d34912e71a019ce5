/**
 * A business-scoped user id: a country, and up to 128 letters and digits. With `ENT.` it is that of the parent business.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
export const userIdForm = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

export function isParentUserId(id: string): boolean {
  return id.startsWith('ENT.', 3);
}
