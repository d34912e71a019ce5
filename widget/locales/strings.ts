import { english } from './en.ts';
import { strings as firstStrings, loadedEnglish } from './first-strings.ts';
import { putOver } from './put-over.ts';

export type Strings = typeof english;

/** Some of the texts, by the keys of the English ones. */
export type Texts = {
  readonly [Key in keyof Strings]?: Strings[Key] extends Readonly<Record<string, string>>
    ? Partial<Strings[Key]>
    : Strings[Key];
};

Object.assign(loadedEnglish, english);
const spoken = { ...firstStrings };

/** What the console says, in the language that it was given; `speak` of `language.ts` changes it. */
export const strings: Strings = Object.assign(firstStrings, english);
// Another language may be spoken by now.
putOver(strings, spoken);
