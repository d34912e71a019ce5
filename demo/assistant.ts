/** What the demo's assistant knows, and its language model: the stand-in at `/ai/v1`. */
import { demoNumber, type Stack } from './stack.ts';

/** As in `cloud-api/model/model.ts`, which runs in a Worker. */
const model = { model: 'stand-in-1', embeddingModel: 'stand-in-embed-1', key: 'sk-stand-in' };

const knowledge = [
  {
    title: 'How much is shipping, and how long does it take?',
    text: 'Shipping costs 4.90 € within Germany and 9.90 € in the rest of Europe. Orders over 80 € ship for free within Germany. A parcel takes two to three working days, one week abroad.',
  },
  {
    title: 'Can I return or exchange something?',
    text: 'Yes, within 30 days. Write to us first, then we send you a label. Sets can only be returned whole.',
  },
  {
    title: 'Do you repair broken bowls?',
    text: 'We repair our own bowls with gold lacquer (kintsugi). It costs from 35 €, depending on the break, and takes about three weeks. Send us a photo first.',
  },
  {
    title: 'How do I care for the ceramics?',
    text: 'Everything we make goes into the dishwasher and the microwave, except pieces with gold. Do not put a cold bowl into a hot oven.',
  },
  {
    title: 'Do you have a shop or a workshop to visit?',
    text: 'You can visit the workshop on Saturdays from 10:00 to 16:00. We also teach throwing on the wheel: a course for beginners takes three hours and costs 65 €.',
  },
];

/** Connects the model and adds the knowledge the first time. The assistant only suggests. */
export async function seedAssistant({ workerUrl, demoUrl, sessionToken }: Stack): Promise<void> {
  const request = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${workerUrl}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${sessionToken}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const automation = `/inboxes/${demoNumber.phoneNumberId}/automation`;
  const known = await request('GET', `${automation}/knowledge`);
  if (Array.isArray(known) && known.length > 0) return;
  await request('PUT', '/automation/provider', { url: `${demoUrl}/ai/v1`, ...model });
  for (const entry of knowledge) {
    await request('POST', `${automation}/knowledge`, { kind: 'question', language: 'en', ...entry });
  }
  await request('PUT', `${automation}/assistant`, {
    mode: 'suggest',
    provider: 'own',
    instructions: 'We are a small pottery in Berlin. Be warm, and keep it short.',
    mustNot: 'Do not promise a delivery date.',
  });
}
