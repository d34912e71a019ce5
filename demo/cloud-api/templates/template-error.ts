/** Errors of template calls. The message is mostly "Invalid parameter"; the two sentences for the user say what is wrong. */
import { GraphApiError } from '../graph/graph-error.ts';

interface Problem {
  code: number;
  subcode?: number;
  title: string;
}

const problems = {
  exists: { code: 100, subcode: 2388024, title: 'This language already exists' },
  blocked: { code: 100, subcode: 2388023, title: 'This language is being deleted' },
  too_many: { code: 100, subcode: 2388019, title: 'Template limit reached' },
  too_long: { code: 100, subcode: 2388040, title: 'Too many characters' },
  header: { code: 100, subcode: 2388047, title: 'The header has the wrong format' },
  body: { code: 100, subcode: 2388072, title: 'The body has the wrong format' },
  footer: { code: 100, subcode: 2388073, title: 'The footer has the wrong format' },
  ratio: { code: 100, subcode: 2388293, title: 'Too many variables for this text' },
  edge: { code: 100, subcode: 2388299, title: 'Variables at the start or end' },
  numbering: { code: 100, subcode: 2388037, title: 'Variables are not numbered in order' },
  missing: { code: 100, subcode: 2388043, title: 'A field is missing' },
  sample: { code: 100, subcode: 2388273, title: 'The sample file is missing' },
  url: { code: 100, subcode: 2388052, title: 'The web address has the wrong format' },
  whatsapp_link: { code: 100, subcode: 2388081, title: 'Links to WhatsApp are not allowed' },
  locked: { code: 100, subcode: 2388039, title: 'The template cannot be edited now' },
  sample_template: { code: 100, subcode: 2388094, title: 'Sample templates cannot be changed' },
  unverified: { code: 10, subcode: 2388185, title: 'This account cannot create the template' },
  phone: { code: 192, title: 'The phone number is not valid' },
  combination: { code: 100, title: 'The buttons cannot be combined' },
  components: { code: 100, title: 'The components cannot be combined' },
  category: { code: 100, title: 'Not available in this category' },
  library: { code: 200002, subcode: 2388109, title: 'The template was not created' },
} satisfies Record<string, Problem>;

export type ProblemName = keyof typeof problems;

/** `message` is for the user. */
export function templateError(name: ProblemName, message: string): GraphApiError {
  const { code, title, ...more }: Problem = problems[name];
  return new GraphApiError(code, '', {
    message: code === 100 ? 'Invalid parameter' : `(#${code}) ${title}`,
    ...more,
    user: { title, message },
  });
}

/** A parameter of the wrong kind. Graph's own check reports it, without a subcode and without words for the user. */
export function parameterError(message: string): GraphApiError {
  return new GraphApiError(100, '', { message: `(#100) ${message}` });
}
