import type { Entry } from "./blocks.ts";

/** A field of a model, as written. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly list: boolean;
  readonly optional: boolean;
  readonly attributes: readonly Attribute[];
  readonly start: number;
  readonly end: number;
}

/** `@map("email_address")`: its name, and what stands between the brackets. */
export interface Attribute {
  readonly name: string;
  readonly text: string;
  /** Where `text` begins. */
  readonly start: number;
}

const field = /^(\w+)\s+(Unsupported\("(?:\\.|[^"\\])*"\)|[\w.]+)(\[\])?(\?)?/;

export function fieldOf({ text, start }: Entry): Field | null {
  const found = field.exec(text);
  if (!found) return null;
  const [whole, name = "", type = "", list, optional] = found;
  return {
    name,
    type,
    list: list !== undefined,
    optional: optional !== undefined,
    attributes: attributesOf(text, whole.length, start),
    start,
    end: start + text.length,
  };
}

/** The attributes of an entry from an offset on: `@id @map("x")`, `@@map("users")`. */
export function attributesOf(text: string, from: number, base: number): readonly Attribute[] {
  const attributes: Attribute[] = [];
  const name = /@@?([\w.]+)/y;
  for (let at = from; at < text.length;) {
    name.lastIndex = at;
    const found = name.exec(text);
    if (!found) {
      at++;
      continue;
    }
    at = name.lastIndex;
    const end = text[at] === "(" ? closing(text, at) : at;
    attributes.push({ name: found[1] ?? "", text: text.slice(at + 1, end), start: base + at + 1 });
    at = Math.max(end, at) + 1;
  }
  return attributes;
}

function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
    } else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return at;
  }
  return text.length;
}

/** The first text given, by place or as `name:`. */
export function textGiven(attribute: Attribute | undefined): { readonly value: string; readonly at: number } | null {
  const found = attribute && /^\s*(?:(?:name|map)\s*:\s*)?"((?:\\.|[^"\\])*)"/.exec(attribute.text);
  if (!found) return null;
  const [whole, value = ""] = found;
  return { value: value.replace(/\\(.)/g, "$1"), at: attribute.start + whole.length - value.length - 1 };
}

/** The names in a list: `fields: [authorId, tenantId]`. */
export function namesGiven(attribute: Attribute | undefined, key: string): readonly string[] {
  const found = attribute && new RegExp(String.raw`\b${key}\s*:\s*\[([^\]]*)\]`).exec(attribute.text);
  return (found?.[1] ?? "").split(",").flatMap((name) => name.trim() || []);
}
