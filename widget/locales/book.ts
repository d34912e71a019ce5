import type { Translated } from './languages.ts';

/** The texts of one part of the console. They are loaded with that part and not before. */
export interface Book<Words extends object = object> {
  /** The key under which a page gives its own texts. */
  readonly key:
    | 'setup'
    | 'assistant'
    | 'suggestion'
    | 'number'
    | 'button'
    | 'webhooks'
    | 'assignment'
    | 'automation'
    | 'analytics'
    | 'automationRules'
    | 'automationMenus'
    | 'catalog'
    | 'templateList'
    | 'templateBuilder'
    | 'templateProblem'
    | 'templateRefusal'
    | 'failure'
    | 'error'
    | 'healthText'
    | 'noticeText'
    | 'inputText';
  /** The texts in the language that is spoken now. `speakAlso` of `speak.ts` changes them: read them when rendering. */
  readonly words: Words;
  readonly english: Words;
  readonly translation: Translation<Words>;
}

/** Loads the texts in another language; rejects when their file cannot be loaded. */
export type Translation<Words> = (language: Translated) => Promise<Words>;

// `files` comes from import.meta.glob, with paths such as ./de/setup.ts or ../de/errors.ts.
export function translationIn<Words>(
  name: string,
  files: Readonly<Record<string, () => Promise<Words>>>,
): Translation<Words> {
  return async (language) => {
    const file = `/${language}/${name}.ts`;
    const path = Object.keys(files).find((one) => one.endsWith(file));
    const load = path === undefined ? undefined : files[path];
    if (!load) throw new Error(`There is no file ${file}.`);
    return load();
  };
}
