/** `import 'message-us/vue'`: registers `<message-us>`, and its types let Vue's templates know both tags. */
import '../../message-us/message-us.ts';

/** For `compilerOptions.isCustomElement`, so that Vue does not look for components of these names. */
export const isCustomElement = (tag: string): boolean => tag === 'message-us' || tag === 'agent-console';
