/** What the team shares across all numbers: labels, custom fields, views of the list and saved replies. */
import type {
  ContactField,
  ContactFieldChange,
  FieldUse,
  NewContactField,
} from '../../../../worker/api/conversations/fields.ts';
import type { Label, LabelColor } from '../../../../worker/api/conversations/labels.ts';
import type { NewSavedReply, SavedReply } from '../../../../worker/api/conversations/replies.ts';
import type { NewSavedView, SavedView } from '../../../../worker/api/conversations/views.ts';
import type { ApiClient } from '../api-client.ts';

export const listLabels = (api: ApiClient): Promise<Label[]> => api.call('GET /labels');

export const createLabel = (api: ApiClient, label: { name: string; color: LabelColor }): Promise<Label> =>
  api.call('POST /labels', { body: label });

export const changeLabel = (
  api: ApiClient,
  id: string,
  label: { name: string; color: LabelColor },
): Promise<Label> => api.call('PUT /labels/:id', { id, body: label });

export const deleteLabel = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /labels/:id', { id });

/** The custom fields of contacts, in the order in which they are shown. */
export const listFields = (api: ApiClient): Promise<ContactField[]> => api.call('GET /fields');

export const createField = (api: ApiClient, field: NewContactField): Promise<ContactField> =>
  api.call('POST /fields', { body: field });

export const changeField = (api: ApiClient, id: string, change: ContactFieldChange): Promise<ContactField> =>
  api.call('PUT /fields/:id', { id, body: change });

/** The ids of all fields. */
export const orderFields = (api: ApiClient, order: string[]): Promise<ContactField[]> =>
  api.call('PUT /fields', { body: { order } });

/** With the number of contacts that have a value. */
export const getField = (api: ApiClient, id: string): Promise<FieldUse> =>
  api.call('GET /fields/:id', { id });

export const deleteField = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /fields/:id', { id });

export const listViews = (api: ApiClient): Promise<SavedView[]> => api.call('GET /views');

export const createView = (api: ApiClient, view: NewSavedView): Promise<SavedView> =>
  api.call('POST /views', { body: view });

export const changeView = (api: ApiClient, id: string, view: NewSavedView): Promise<SavedView> =>
  api.call('PUT /views/:id', { id, body: view });

export const deleteView = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /views/:id', { id });

export const listReplies = (api: ApiClient): Promise<SavedReply[]> => api.call('GET /replies');

export const createReply = (api: ApiClient, reply: NewSavedReply): Promise<SavedReply> =>
  api.call('POST /replies', { body: reply });

export const changeReply = (api: ApiClient, id: string, reply: NewSavedReply): Promise<SavedReply> =>
  api.call('PUT /replies/:id', { id, body: reply });

export const deleteReply = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /replies/:id', { id });

export const setFavorite = (api: ApiClient, id: string, isFavourite: boolean): Promise<SavedReply> =>
  api.call('PUT /replies/:id/favourite', { id, body: { isFavourite } });

export const getReplyFile = (api: ApiClient, id: string): Promise<Blob> =>
  api.file('GET /replies/:id/file', { id });

export const putReplyFile = (api: ApiClient, id: string, file: File): Promise<SavedReply> =>
  api.call('PUT /replies/:id/file', { id, query: { filename: file.name.slice(-240) }, body: file });

export const removeReplyFile = (api: ApiClient, id: string): Promise<SavedReply> =>
  api.call('DELETE /replies/:id/file', { id });
