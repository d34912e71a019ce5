/**
 * Meta's own examples of what can be sent, one JSON file each, in the folder that CLOUD_API_EXAMPLES names: the
 * stand-in must accept them. Meta publishes them with its OpenAPI description of the Cloud API.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GraphRefusal } from '../../demo/cloud-api/graph-error.ts';
import { readMessagesRequest } from '../../demo/cloud-api/request.ts';

const folder = process.env.CLOUD_API_EXAMPLES;
const files = folder ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
/** Payments are not part of what can be sent here; the reply to a list says no `type`, which makes it a text without a text. */
const notSent = /order-(details|status)|reply-to-list/;

describe.skipIf(files.length === 0)('the examples of Meta', () => {
  for (const name of files.filter((file) => !notSent.test(file))) {
    it(`${name} is accepted`, () => {
      const body = filledIn(readFileSync(join(folder ?? '', name), 'utf8'));
      expect(refusalOf(JSON.parse(body))).toBeNull();
    });
  }
});

/** The examples leave places to fill in: `{{Recipient-Phone-Number}}`, `<TEMPLATE_NAME>`, `<URL>`. */
function filledIn(json: string): string {
  return json
    .replaceAll('{{Recipient-Phone-Number}}', '15550100001')
    .replace(/"<(TEMPLATE_NAME|NAMESPACE)>"/g, '"a_template"')
    .replace(/"<?http\(s\):[^"]*"/g, '"https://shop.example/file"')
    .replace('"template-name"', '"a_template"')
    .replace('"<HEADER_TYPE>"', '"text"')
    .replace('"language-and-locale-code"', '"en_US"')
    .replace(/"(latitude|longitude)": "?<[^>]*>"?/g, '"$1": 12.5');
}

function refusalOf(body: unknown): string | null {
  try {
    readMessagesRequest(body);
    return null;
  } catch (error) {
    return error instanceof GraphRefusal ? `${error.code}: ${error.details}` : String(error);
  }
}
