/** The shop page: loads the elements from the Worker as any site would, and makes the button open the phone on the page. */
import './button-designer.ts';
import '../phone/demo-codes.ts';
import '../phone/demo-phone.ts';
import './meta-panel.ts';
import './template-panel.ts';
import type {} from '../../widget/agent-console/agent-console.ts';
import type {} from '../../widget/message-us/message-us.ts';
import type { DemoInfo } from '../cloud-api/control/control.ts';

// On a real site the link opens WhatsApp; here it opens the phone on the page.
for (const button of document.querySelectorAll('message-us'))
  button.addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const phone = document.querySelector('demo-phone');
    if (!link || !phone || event.defaultPrevented) return;
    event.preventDefault();
    phone.openWith(new URL(link.href).searchParams.get('text') ?? '');
    button.close();
  });

const { workerUrl, sessionToken, numbers, otherNumber, setup }: DemoInfo = await (
  await fetch('/control/demo')
).json();

const phone = document.querySelector('demo-phone');
if (phone) phone.numbers = numbers;
const panel = document.querySelector('meta-panel');
if (panel) {
  panel.numbers = numbers;
  panel.otherNumber = otherNumber;
  panel.addEventListener('customer-change', ({ customer }) => {
    panel.customer = customer;
    if (phone) phone.customer = customer;
  });
}
const designer = document.querySelector('button-designer');
if (designer) designer.worker = workerUrl;

await Promise.all(
  ['message-us.js', 'agent-console.js'].map(
    (name) =>
      new Promise((done, failed) => {
        const script = document.createElement('script');
        script.type = 'module';
        script.src = `${workerUrl}/${name}`;
        script.onload = done;
        script.onerror = () => failed(new Error(`${script.src} could not be loaded`));
        document.head.append(script);
      }),
  ),
);

const team = document.getElementById('console');
if (sessionToken === null) {
  team?.replaceChildren(setupGuide(workerUrl, setup));
} else {
  const inbox = document.createElement('agent-console');
  inbox.worker = workerUrl;
  inbox.getToken = async () => sessionToken;
  team?.replaceChildren(inbox);
}

/** A link to the setup, with the values to enter there. */
function setupGuide(workerUrl: string, setup: DemoInfo['setup']): Node {
  const guide = document.createElement('div');
  guide.className = 'guide';
  const intro = document.createElement('p');
  const link = document.createElement('a');
  link.href = `${workerUrl}/console/#setup`;
  link.target = '_blank';
  link.textContent = 'Open the team inbox';
  intro.append(
    'No number is connected yet. ',
    link,
    ', sign in with the setup token from the terminal, and enter:',
  );
  const list = document.createElement('dl');
  for (const [label, value] of detailsOf(setup)) {
    const term = document.createElement('dt');
    term.textContent = label;
    const detail = document.createElement('dd');
    const code = document.createElement('code');
    code.textContent = value;
    detail.append(code);
    list.append(term, detail);
  }
  const then = document.createElement('p');
  then.textContent =
    'The code that verifies the number appears above the customer’s phone. Then write from that phone.';
  guide.append(intro, list, then);
  return guide;
}

function detailsOf(setup: DemoInfo['setup']): [label: string, value: string][] {
  if (!setup) return [];
  return [
    ['Access token', setup.accessToken],
    ['WhatsApp Business Account ID', setup.wabaId],
    ['Phone number ID', setup.phoneNumberId],
    ['App secret', setup.appSecret],
    ['Two-step verification PIN', setup.pin],
  ];
}
