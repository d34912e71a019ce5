/**
 * Every attribute of the tag. Each is also a property, in camel case, that reads and writes the attribute: frameworks
 * may set either, and the two never disagree.
 */
export const attributeNames =
  'number label pre-filled-message color size border-radius shows floating badge card connection attribution consented analytics worker opens-after opens-at-scroll opens-in-view opens-on-exit opens-at-address opens-at-view'.split(
    ' ',
  );

/** Attributes that are on or off; as properties they are booleans, or the word that refines them. */
export const switchNames = /^(floating|card|attribution|consented|opens-on-exit)$/;

export function propertyName(attribute: string): string {
  return attribute.replace(/-./g, (letters) => letters.slice(1).toUpperCase());
}

/**
 * `name=value` of an attribute that needs no repair. Anything else loads `repair/`, so a false alarm costs one request
 * and logs nothing.
 */
export const plainAttribute =
  /^(((?!opens)\w+[-_][^=]*|class|id|style|title|lang|dir|slot|label|badge|color|number|connection|worker|settings|hidden)=(?!\s*(["'“”„″«<]|\{\{)|.*&#?\w+;)[\s\S]*|size=(standard|compact)?|shows=(both|icon|label)?|floating=(end|start)?|attribution=(consent)?|(card|consented)=|analytics=[a-z ]*|opens-on-exit=|opens-(after|at-scroll|at-view)=[\d.]+|opens-(in-view|at-address)=[#.?]\w[\w=-]*|\w+=(true|false))$/;
