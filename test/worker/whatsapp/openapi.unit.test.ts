/** What is sent, held against Meta's own description of the Cloud API. */
import { Ajv, type AnySchemaObject } from 'ajv';
import { describe, expect, it } from 'vitest';
import { checkOutbound, composeMessage } from '../../../worker/whatsapp/sending/send.ts';
import description from '../../fixtures/meta/message.schema.json' with { type: 'json' };
import { samples } from '../../fixtures/outbound.ts';

/** Kinds that version 23.0 of the description has no word of. */
const isNewer =
  /interactive\.(request_contact_info|carousel|address_message|cta_url|location_request_message)/;
/** Here it contradicts its own example, which has numbers for latitude and longitude. */
const isWrong = /^location$/;

describe('the description of Meta', () => {
  const refusalsOf = validator();

  for (const [kind, contents] of Object.entries(samples).filter(
    ([kind]) => !isNewer.test(kind) && !isWrong.test(kind),
  )) {
    it.each(contents)(`Meta’s description allows ${kind}, %#`, (sample) => {
      const checked = checkOutbound(sample);
      if ('issues' in checked) throw new Error('A sample breaks our own rules');
      const sent = composeMessage({
        recipient: { to: '15550100001' },
        content: checked.content,
        replyTo: 'wamid.1',
        callbackData: 'a',
      });
      expect(refusalsOf(sent)).toEqual([]);
      expect(refusalsOf({ ...sent, [checked.content.type]: undefined })).not.toEqual([]);
    });
  }
});

function validator(): (body: unknown) => string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(withOpenParts<AnySchemaObject>(structuredClone(description)), 'cloud-api');
  const validate = ajv.compile({ $ref: 'cloud-api#/components/schemas/Message' });
  return (body) => {
    // What is undefined is not sent.
    validate(JSON.parse(JSON.stringify(body)));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  };
}

/** A part of an `allOf` that forbids what it does not name itself forbids the other parts, and so every message. */
function withOpenParts<Node>(node: Node, isPart = false): Node {
  if (Array.isArray(node)) for (const entry of node) withOpenParts(entry, isPart);
  else if (typeof node === 'object' && node !== null) {
    if (isPart && 'additionalProperties' in node && node.additionalProperties === false) {
      Reflect.deleteProperty(node, 'additionalProperties');
    }
    for (const [key, child] of Object.entries(node)) withOpenParts(child, key === 'allOf');
  }
  return node;
}
