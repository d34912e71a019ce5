import { english } from './en.ts';

export type Strings = typeof english;

/** Some of the texts, by the keys of the English ones. */
export type Texts = {
  readonly [Key in keyof Strings]?: Strings[Key] extends Readonly<Record<string, string>>
    ? Partial<Strings[Key]>
    : Strings[Key];
};

/** What the console says, in the language that it was given; `speak` of `language.ts` changes it. */
export const strings: Strings = { ...english };
