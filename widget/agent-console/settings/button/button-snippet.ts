/** The button's position, and whether clicks are reported: options of the tag, which the Worker does not store. */
export interface Placement {
  floating: 'no' | 'end' | 'start';
  attribution: 'off' | 'on' | 'consent';
}

/** The systems that sites are made with, and what each takes. */
export const systems = [
  ['html', 'HTML'],
  ['wordpress', 'WordPress'],
  ['shopify', 'Shopify'],
  ['wix', 'Wix'],
  ['squarespace', 'Squarespace'],
  ['webflow', 'Webflow'],
  ['gtm', 'Google Tag Manager'],
  ['react', 'React'],
  ['vue', 'Vue'],
  ['svelte', 'Svelte'],
  ['angular', 'Angular'],
] as const;
export type System = (typeof systems)[number][0];

type Attribute = readonly [name: string, value: string];

interface Snippet {
  worker: string;
  attributes: Attribute[];
  /** The link inside the button, which works before the script has loaded, or without it. */
  href: string;
  label: string;
}

/** The code that a site owner pastes, in the form that the system takes. */
export function buttonSnippet(
  worker: string,
  number: { id: string; displayPhoneNumber: string },
  label: string,
  { floating, attribution }: Placement,
  system: System = 'html',
): string {
  const attributes: Attribute[] = [
    ['connection', number.id],
    ...(floating === 'no' ? [] : [['floating', floating === 'end' ? '' : floating] as const]),
    ...(attribution === 'off' ? [] : [['attribution', attribution === 'on' ? '' : attribution] as const]),
  ];
  const href = `https://wa.me/${number.displayPhoneNumber.replace(/\D/g, '')}`;
  return forms[system]({ worker, attributes, href, label });
}

const forms: Record<System, (snippet: Snippet) => string> = {
  html: tags,
  wordpress: tags,
  shopify: tags,
  squarespace: tags,
  webflow: tags,
  wix: script,
  gtm: script,
  react: (snippet) => `import 'message-us/react';

export function ChatButton() {
  return (
${indented(tag(bundled(snippet), jsxText), 4)}
  );
}`,
  vue: (snippet) => `<script setup>
import 'message-us/vue';
</script>

<template>
${indented(
  tag(bundled(snippet), (text) => escaped(text).replaceAll('{{', '&#123;&#123;')),
  2,
)}
</template>`,
  svelte: (snippet) => `<script>
  import 'message-us/svelte';
</script>

${tag(bundled(snippet), (text) => escaped(text).replaceAll('{', '&#123;'))}`,
  angular: (snippet) => `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'message-us';

@Component({
  selector: 'chat-button',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${indented(tag(bundled(snippet), templateText), 4)}
  \`,
})
export class ChatButton {}`,
};

function tags(snippet: Snippet): string {
  return `<script type="module" async src="${snippet.worker}/message-us.js"></script>\n${tag(snippet, escaped)}`;
}

/** For systems that take a script only. They also reject newer syntax, so it has none. */
function script({ worker, attributes, href, label }: Snippet): string {
  return `<script>
(function () {
  var script = document.createElement('script');
  script.type = 'module';
  script.src = ${quoted(`${worker}/message-us.js`)};
  document.head.appendChild(script);
  var button = document.createElement('message-us');
${attributes.map(([name, value]) => `  button.setAttribute('${name}', ${quoted(value)});`).join('\n')}
  var link = document.createElement('a');
  link.href = ${quoted(href)};
  link.textContent = ${quoted(label)};
  button.appendChild(link);
  document.body.appendChild(button);
})();
</script>`;
}

/** A bundle does not know where the Worker is. */
function bundled(snippet: Snippet): Snippet {
  const [connection, ...others] = snippet.attributes;
  const worker = ['worker', snippet.worker] as const;
  return { ...snippet, attributes: [...(connection ? [connection] : []), worker, ...others] };
}

function tag({ attributes, href, label }: Snippet, text: (label: string) => string): string {
  const written = attributes.map(([name, value]) => (value === '' ? name : `${name}="${value}"`)).join(' ');
  return `<message-us ${written}>\n  <a href="${href}">${text(label)}</a>\n</message-us>`;
}

function indented(text: string, by: number): string {
  return text.replace(/^/gm, ' '.repeat(by));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** JSX would read a brace as code. */
function jsxText(text: string): string {
  return /[{}<>&]/.test(text) ? `{${JSON.stringify(text)}}` : text;
}

/** Inside a template literal, in a template of Angular. */
function templateText(text: string): string {
  return escaped(text).replace(/[{}@`\\]|\$/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A string in a script inside HTML, which `</script>` would end. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
