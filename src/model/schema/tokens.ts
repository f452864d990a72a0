/** A token of an SQL expression. Good enough to find names in it; it judges nothing. */
export interface Token {
  readonly kind: "name" | "string" | "number" | "symbol";
  readonly text: string;
  /** For a name: folded to lower case, or unquoted. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<quoted>"(?:[^"]|"")*")|(?<string>[eE]'(?:[^'\\]|\\[\s\S]|'')*'|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*'|\$(?<tag>[A-Za-z_]*)\$[\s\S]*?\$\k<tag>\$)|(?<name>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(?<symbol>::|[-<>=~!@#%^&|`?+*/]+|[\s\S])/y;

export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  for (let start = 0; start < text.length; start = pattern.lastIndex) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) break;
    const end = pattern.lastIndex;
    if (groups["space"] !== undefined) continue;
    const piece = text.slice(start, end);
    if (groups["quoted"] !== undefined)
      found.push({ kind: "name", text: piece, name: piece.slice(1, -1).replaceAll('""', '"'), start, end });
    else if (groups["string"] !== undefined) found.push({ kind: "string", text: piece, name: "", start, end });
    else if (groups["name"] !== undefined)
      found.push({ kind: "name", text: piece, name: piece.toLowerCase(), start, end });
    else if (groups["number"] !== undefined) found.push({ kind: "number", text: piece, name: "", start, end });
    else found.push({ kind: "symbol", text: piece, name: "", start, end });
  }
  return found;
}

/** The names that may be columns: not called, not a cast's type, not a qualifier. */
export function columnNames(text: string): ReadonlySet<string> {
  return new Set(columnTokens(tokens(text)).map((token) => token.name));
}

/** The expression with a column's new name, as PostgreSQL prints it after RENAME COLUMN. */
export function renameColumn(text: string, from: string, to: string): string {
  return replaced(
    text,
    columnTokens(tokens(text)).filter((token) => token.name === from),
    to,
  );
}

/** The text with the new name of a function that it calls. */
export function renameCalled(text: string, from: string, to: string): string {
  const all = tokens(text);
  return replaced(
    text,
    all.filter(({ kind, name }, at) => kind === "name" && name === from && all[at + 1]?.text === "("),
    to,
  );
}

function replaced(text: string, hits: readonly Token[], to: string): string {
  let renamed = "";
  let done = 0;
  for (const { start, end } of hits) {
    renamed += text.slice(done, start) + to;
    done = end;
  }
  return renamed + text.slice(done);
}

/**
 * The expression without the name of its own table before a column, which PostgreSQL never stores: `shop.orders.total > 0`
 * is `total > 0`, and stays true when the table is renamed.
 */
export function withoutOwnTable(text: string, schema: string, table: string): string {
  const all = tokens(text);
  let short = "";
  let done = 0;
  all.forEach((token, index) => {
    if (
      token.kind !== "name" ||
      token.name !== table ||
      all[index + 1]?.text !== "." ||
      all[index + 2]?.kind !== "name"
    )
      return;
    const qualified = all[index - 1]?.text === ".";
    const first = qualified ? all[index - 2] : token;
    if (first === undefined || (qualified && first.name !== schema)) return;
    short += text.slice(done, first.start);
    done = (all[index + 2] as Token).start;
  });
  return short + text.slice(done);
}

function columnTokens(all: readonly Token[]): Token[] {
  return all.filter((token, index) => {
    if (token.kind !== "name") return false;
    const next = all[index + 1]?.text;
    return next !== "(" && next !== "." && all[index - 1]?.text !== "::";
  });
}
