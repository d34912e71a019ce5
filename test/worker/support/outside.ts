/**
 * Who answers what the Worker fetches in the tests: the push service, and files at Meta or at an address that only
 * pretends to be. Graph itself is not there, except for the ids below. `GET https://outside.example/{host}` says what has
 * been fetched from a host, and `/messages` what was sent by the scripted number.
 */
import { type Request, Response } from 'miniflare';
import {
  answerFile,
  bytesOf,
  describeNumber,
  listTemplates,
  takeUpload,
  unknownObject,
} from './meta/scripted-files.ts';
import { answerMessages, scriptedBodies } from './meta/scripted-messages.ts';
import { scriptedAccount, scriptedNumber } from './meta/scripted-number.ts';
import { shownNumber } from './meta/shown-number.ts';
import { pushServiceOrNetwork } from './push-service.ts';
import { controlModel, scriptedModel } from './scripted-model.ts';
import { scriptedSite } from './scripted-site.ts';

export interface Fetched {
  url: string;
  authorization: string | null;
}

/** Ids of files, and the addresses at which Graph says that they are. */
const files: Readonly<Record<string, string>> = {
  '990000000001': 'https://files.example/elsewhere',
  '990000000002': 'https://lookaside.fbsbx.com/here',
  '990000000003': 'https://lookaside.fbsbx.com/moved',
  /** Graph says that it is longer than what comes. */
  '990000000004': 'https://lookaside.fbsbx.com/short',
};
/** A number whose profile has a photo that is not at Meta. */
const strangePhoto = '106540352242972';
const body = '0123456789';

const fetched = new Map<string, Fetched[]>();

export async function outside(request: Request): Promise<Response> {
  const { hostname, pathname } = new URL(request.url);
  switch (hostname) {
    case 'model.example':
      return scriptedModel(request);
    case 'shop.example':
      return scriptedSite(request);
    case 'outside.example':
      if (pathname.startsWith('/model/')) return controlModel(request);
      if (pathname === '/messages') return Response.json(scriptedBodies);
      return Response.json(fetched.get(pathname.slice(1)) ?? []);
    case 'files.example':
    case 'lookaside.fbsbx.com': {
      const authorization = request.headers.get('authorization');
      if (pathname.startsWith('/uploaded/')) return bytesOf(pathname.split('/').at(-1) ?? '');
      fetched.set(hostname, [...(fetched.get(hostname) ?? []), { url: request.url, authorization }]);
      return pathname === '/moved'
        ? new Response(null, { status: 302, headers: { Location: 'https://files.example/moved' } })
        : new Response(body, { headers: { 'Content-Type': 'image/png' } });
    }
    case '127.0.0.1': {
      const [, , id = '', edge] = pathname.split('/');
      if (id === scriptedNumber || id === scriptedAccount) return scripted(request, edge);
      const uploaded = edge === undefined ? answerFile(request.method, id) : null;
      if (uploaded) return uploaded;
      const url = files[id];
      if (url && edge === undefined)
        return Response.json({
          url,
          mime_type: 'image/png',
          sha256: '',
          file_size: body.length + (url.endsWith('/short') ? 1 : 0),
          id,
        });
      if (id === shownNumber && edge === undefined)
        return Response.json({ display_phone_number: '+1 555 070 0074', verified_name: 'Signed Up', id });
      if (id === strangePhoto && edge === 'whatsapp_business_profile')
        return Response.json({ data: [{ profile_picture_url: 'https://files.example/photo' }] });
    }
  }
  return pushServiceOrNetwork(request);
}

function scripted(request: Request, edge: string | undefined): Response | Promise<Response> {
  const url = new URL(request.url);
  switch (edge) {
    case 'messages':
      return answerMessages(request);
    case 'media':
      return takeUpload(request);
    case 'message_templates':
      return listTemplates(url, request.headers.get('authorization')?.slice('Bearer '.length) ?? '');
    case undefined:
      return describeNumber(scriptedNumber, url);
    default:
      return unknownObject(edge);
  }
}
