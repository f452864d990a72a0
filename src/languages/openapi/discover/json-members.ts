/** A member of the outermost object of a JSON text. */
export interface TopLevelMember {
  readonly key: string;
  /** The offset of its value's first character. */
  readonly valueStart: number;
}

/**
 * The members of the outermost object, in order, of a JSON text that may be cut short, have comments or be broken. One
 * pass over the characters that jumps from quote to quote: 20 MB in one line take some tens of milliseconds, and
 * nothing is built.
 */
export function* topLevelMembers(text: string): Generator<TopLevelMember> {
  let depth = 0;
  let key: string | null = null;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 34: {
        const end = endOfString(text, at);
        if (end < 0) return;
        if (depth === 1) key = text.slice(at + 1, end);
        at = end;
        break;
      }
      case 58 /* : */:
        if (depth === 1 && key !== null) {
          let valueStart = at + 1;
          while (valueStart < text.length && text.charCodeAt(valueStart) <= 32) valueStart++;
          yield { key, valueStart };
          key = null;
        }
        break;
      case 123 /* { */:
      case 91 /* [ */:
        depth++;
        break;
      case 125 /* } */:
      case 93 /* ] */:
        if (--depth === 0) return;
        break;
    }
  }
}

/** The offset of the quote that ends the string beginning at `start`; -1 when the text ends before it. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}
