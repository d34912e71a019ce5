/** The tag in React, Vue and Svelte, from the built package. */
import type {} from 'message-us/react';
import type {} from 'message-us/svelte';
import type {} from 'message-us/vue';
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';

export const inReact = <message-us number="+1 555 078 3881" floating settings={{ greeting: ['Hi!'] }} />;
export const inSvelte: SvelteHTMLElements['message-us'] = { number: '+1 555 078 3881', floating: true };
export const inVue: InstanceType<GlobalComponents['message-us']>['$props'] = { number: '+1 555 078 3881' };

// @ts-expect-error: a greeting is a list.
export const wrong = <message-us settings={{ greeting: 'Hi!' }} />;
