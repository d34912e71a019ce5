/** The shop page: loads the elements from the Worker as any site would, and lets the button open the phone beside it. */
import './button-designer.ts';
import './demo-phone.ts';
import type {} from '../widget/agent-console/agent-console.ts';
import type {} from '../widget/message-us/message-us.ts';
import type { DemoInfo } from './cloud-api/control.ts';

// On a real site the link opens WhatsApp; here the phone on the page takes its place, from the first moment on.
document.querySelector('message-us')?.addEventListener('click', (event) => {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  const phone = document.querySelector('demo-phone');
  if (!link || !phone || event.defaultPrevented) return;
  event.preventDefault();
  phone.openWith(new URL(link.href).searchParams.get('text') ?? '');
});

const { workerUrl, sessionToken, numbers }: DemoInfo = await (await fetch('/control/demo')).json();

const phone = document.querySelector('demo-phone');
if (phone) phone.numbers = numbers;
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

const inbox = document.createElement('agent-console');
inbox.worker = workerUrl;
inbox.getToken = async () => sessionToken;
document.getElementById('console')?.replaceChildren(inbox);
