/**
 * Finds the JSON object in what a model says: it puts it into a code block, writes a sentence before it, adds a comma, or
 * breaks a line inside a string.
 */

/** Undefined where there is none. Linear in the length of the text for each opening brace that is tried. */
export function jsonIn(text: string): unknown {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  let from = text.indexOf('{');
  for (let tries = 0; from !== -1 && tries < maxTries; tries++) {
    const to = endOfObject(text, from);
    const found = to === -1 ? undefined : parsed(text.slice(from, to));
    if (found !== undefined) return found;
    from = text.indexOf('{', from + 1);
  }
  return undefined;
}

const maxTries = 8;
/** An answer of the right form is never as long, and mending takes longer than reading. */
const maxMended = 20_000;

function parsed(text: string): unknown {
  for (const attempt of text.length <= maxMended ? [text, mended(text)] : [text]) {
    try {
      const value: unknown = JSON.parse(attempt);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    } catch {
      // The next attempt, or no JSON.
    }
  }
  return undefined;
}

/** Without a comma before a closing bracket, and with line breaks and tabs in strings as JSON writes them. */
function mended(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[}\]])/g, (part) =>
    part === ',' ? '' : part.replace(/[\n\r\t]/g, (sign) => escapes[sign] ?? ' '),
  );
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Behind the brace that closes the object which begins at `from`; -1 if none does. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let isString = false;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (isString) {
      if (character === '\\') at += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
