/** `import 'message-us/svelte'`: registers `<message-us>`, and its types let Svelte know both tags. */
import '../../message-us/message-us.ts';
