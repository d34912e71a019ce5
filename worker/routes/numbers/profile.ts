/** The public profile of a number. Nothing is stored here: it is read from Meta and written to Meta each time. */
import type { BusinessProfile, DisplayName } from '../../api/numbers/profile.ts';
import { ApiError } from '../../errors.ts';
import {
  changeBusinessProfile,
  fetchBusinessProfile,
  photoProblem,
  photoRules,
  photoSizeProblem,
} from '../../whatsapp/account/business-profile.ts';
import { changeStarters, fetchStarters } from '../../whatsapp/account/conversation-starters.ts';
import { fetchDisplayName, requestDisplayName } from '../../whatsapp/account/display-name.ts';
import { fetchIdentityCheck, switchIdentityCheck } from '../../whatsapp/account/identity-check.ts';
import { fetchToken } from '../../whatsapp/account/number.ts';
import { pictureSize } from '../../whatsapp/files/picture-size.ts';
import { uploadForApp } from '../../whatsapp/graph/resumable-upload.ts';
import { baseType, isMetaMediaAddress } from '../../whatsapp/sending/media.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { recordProfile } from '../guard.ts';
import { fileIn, safeHeaders } from '../http/file-answer.ts';
import { failureAtMeta, graphFor, patience } from '../http/meta-error.ts';
import { readBytes } from '../http/request-body.ts';

export const profile = {
  'GET /api/inboxes/:inbox/profile': async (call) => {
    return profileOf(call);
  },

  'PUT /api/inboxes/:inbox/profile': async (call) => {
    const change = call.body;
    const { graph, phoneNumberId } = await graphFor(call);
    const answer = await changeBusinessProfile(graph, phoneNumberId, change, patience());
    if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
    await recordProfile(call, Object.keys(change).join(', '));
    return profileOf(call);
  },

  // Through the Worker: an address at Meta lasts for hours only, and a page may load pictures from nowhere else.
  'GET /api/inboxes/:inbox/profile/photo': async (call) => {
    const { graph } = await graphFor(call);
    const { pictureUrl } = await fullProfile(call);
    if (pictureUrl === null || !isMetaMediaAddress(pictureUrl, graph.url))
      throw new ApiError(404, 'photo_not_found', 'This number has no profile photo.');
    const { fetch } = graph;
    const answer = await fetch(pictureUrl, { redirect: 'manual', signal: patience() }).catch(() => null);
    if (!answer?.ok) {
      await answer?.body?.cancel();
      throw new ApiError(502, 'media_unreachable', 'WhatsApp did not give the file. Try again.');
    }
    const mimeType = answer.headers.get('content-type') ?? '';
    return new Response(answer.body, { headers: safeHeaders({ mimeType, filename: null }, false) });
  },

  'PUT /api/inboxes/:inbox/profile/photo': async (call) => {
    const { mimeType, size } = fileIn(call.request);
    const type = baseType(mimeType);
    const problem = photoProblem(type, size);
    if (problem) throw new ApiError(422, problem, photoRefusals[problem]);
    const bytes = await readBytes(call.request, photoRules.maxBytes);
    const sizeProblem = photoSizeProblem(pictureSize(new Uint8Array(bytes)));
    if (sizeProblem) throw new ApiError(422, sizeProblem, photoRefusals[sizeProblem]);
    const { graph, phoneNumberId } = await graphFor(call);
    const signal = patience();
    const asked = await fetchToken(graph, signal);
    if (asked.outcome !== 'found') throw failureAtMeta(asked);
    const { appId } = asked.token;
    if (appId === null) {
      throw new ApiError(
        409,
        'app_unknown',
        'Meta does not say to which app the access token belongs, and a photo is uploaded for an app. Enter a system user’s token.',
      );
    }
    const uploaded = await uploadForApp(graph, appId, new Blob([bytes], { type }), signal);
    if (uploaded.outcome !== 'uploaded') throw failureAtMeta(uploaded);
    const change = { profile_picture_handle: uploaded.handle };
    const answer = await changeBusinessProfile(graph, phoneNumberId, change, signal);
    if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
    await recordProfile(call, 'photo');
    return profileOf(call);
  },

  'GET /api/inboxes/:inbox/display-name': async (call) => {
    return nameOf(call);
  },

  'PUT /api/inboxes/:inbox/display-name': async (call) => {
    const { name } = call.body;
    const { graph, phoneNumberId } = await graphFor(call);
    const answer = await requestDisplayName(graph, phoneNumberId, name, patience());
    if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
    await recordProfile(call, `display name “${name}” asked for`);
    return nameOf(call);
  },

  'GET /api/inboxes/:inbox/starters': async (call) => {
    const { graph, phoneNumberId } = await graphFor(call);
    const found = await fetchStarters(graph, phoneNumberId, patience());
    if (found.outcome !== 'found') throw failureAtMeta(found);
    return found.starters;
  },

  'PUT /api/inboxes/:inbox/starters': async (call) => {
    const wanted = call.body;
    const { graph, phoneNumberId } = await graphFor(call);
    const answer = await changeStarters(graph, phoneNumberId, wanted, patience());
    if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
    await recordProfile(call, 'ice breakers and commands');
    return wanted;
  },

  'GET /api/inboxes/:inbox/identity-check': async (call) => {
    const { graph, phoneNumberId } = await graphFor(call);
    const found = await fetchIdentityCheck(graph, phoneNumberId, patience());
    if (found.outcome !== 'found') throw failureAtMeta(found);
    return { isOn: found.isOn };
  },

  'PUT /api/inboxes/:inbox/identity-check': async (call) => {
    const { isOn } = call.body;
    const { graph, phoneNumberId } = await graphFor(call);
    const answer = await switchIdentityCheck(graph, phoneNumberId, isOn, patience());
    if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
    await recordProfile(call, `identity check at Meta ${isOn ? 'on' : 'off'}`);
    return { isOn };
  },
} satisfies Partial<ClosedHandlers>;

async function profileOf(call: SignedCall): Promise<BusinessProfile> {
  const { pictureUrl, ...said } = await fullProfile(call);
  return { ...said, hasPhoto: pictureUrl !== null };
}

async function fullProfile(call: SignedCall) {
  const { graph, phoneNumberId } = await graphFor(call);
  const found = await fetchBusinessProfile(graph, phoneNumberId, patience());
  if (found.outcome !== 'found') throw failureAtMeta(found);
  return found.profile;
}

const photoRefusals = {
  photo_type: 'WhatsApp takes JPEG or PNG as a profile photo. Convert it.',
  photo_empty: 'The file is empty. Choose another one.',
  photo_too_large: 'WhatsApp takes at most 5 MB as a profile photo. Make it smaller.',
  photo_too_small: 'A profile photo has at least 192 × 192 pixels. Choose a larger one.',
};

async function nameOf(call: SignedCall): Promise<DisplayName> {
  const { graph, phoneNumberId } = await graphFor(call);
  const found = await fetchDisplayName(graph, phoneNumberId, patience());
  if (found.outcome !== 'found') throw failureAtMeta(found);
  return found.displayName;
}
