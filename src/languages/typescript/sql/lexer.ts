/** Where a hole stands: what surrounds it, by PostgreSQL's lexical rules. */
export interface LexerState {
  /** `code`, or inside of a `'string'`, a `"name"`, a comment or a `$$body$$`. */
  readonly inside: "code" | "string" | "name" | "comment" | "body";
  /** The last character read, `""` at the start. */
  readonly lastCharacter: string;
  /** The last token outside of comments: a word in upper case, a single character, `''` for a string, `""` for a quoted name. */
  readonly token: string;
  /** The token before it. */
  readonly tokenBefore: string;
  /** The words the statement starts with, upper case, at most three. */
  readonly verb: readonly string[];
  /** The last clause keyword at this depth of parentheses. */
  readonly clause: string;
  /** The one around these parentheses, `""` outside of all. */
  readonly outerClause: string;
  readonly depth: number;
}

const clauses = new Set([
  "SELECT",
  "FROM",
  "WHERE",
  "SET",
  "VALUES",
  "INTO",
  "GROUP",
  "ORDER",
  "HAVING",
  "LIMIT",
  "RETURNING",
  "ON",
  "USING",
  "CHECK",
  "DO",
  "CONFLICT",
]);
const tokenPattern = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|\d[\w.]*|\$\d+|\s+|[\s\S]/y;

/** Reads a SQL text piece by piece, in linear time, and knows at each moment what it is in. */
export function createLexer(): { read(piece: string): void; state(): LexerState } {
  let inside: LexerState["inside"] = "code";
  let closing = "";
  let lastCharacter = "";
  let token = "";
  let tokenBefore = "";
  let verb: string[] = [];
  let clause = "";
  const outer: string[] = [];

  const next = (value: string): void => {
    tokenBefore = token;
    token = value;
  };

  function word(text: string): void {
    const upper = text.toUpperCase();
    next(upper);
    if (verb.length < 3 && outer.length === 0) verb.push(upper);
    if (clauses.has(upper)) clause = upper;
  }

  function symbol(text: string): void {
    next(text);
    if (text === "(") {
      outer.push(clause);
      clause = "";
    } else if (text === ")") clause = outer.pop() ?? clause;
    else if (text === ";") {
      verb = [];
      clause = "";
      outer.length = 0;
    }
  }

  /** Skips to the end of what we are in; returns where the code goes on, or the end of the piece. */
  function skip(piece: string, from: number): number {
    const at = piece.indexOf(closing, from);
    if (at < 0) return piece.length;
    inside = "code";
    return at + closing.length;
  }

  function open(what: LexerState["inside"], end: string): void {
    inside = what;
    closing = end;
  }

  function read(piece: string): void {
    let at = 0;
    while (at < piece.length) {
      if (inside !== "code") {
        at = skip(piece, at);
        continue;
      }
      if (piece.startsWith("--", at)) open("comment", "\n");
      else if (piece.startsWith("/*", at)) open("comment", "*/");
      if (inside !== "code") {
        at += 2;
        continue;
      }
      const body = piece.charCodeAt(at) === 36 ? /^\$(?:[A-Za-z_]\w*)?\$/.exec(piece.slice(at, at + 66)) : null;
      if (body) {
        open("body", body[0]);
        next("''");
        at += body[0].length;
        continue;
      }
      tokenPattern.lastIndex = at;
      const text = (tokenPattern.exec(piece) as RegExpExecArray)[0];
      at += text.length;
      if (text === "'" || text === '"') {
        open(text === "'" ? "string" : "name", text);
        next(text + text);
      } else if (/^\s/.test(text)) continue;
      else if (/^[A-Za-z_\u0080-\uffff]/.test(text)) word(text);
      else symbol(text);
    }
    if (piece !== "") lastCharacter = piece.charAt(piece.length - 1);
  }

  return {
    read,
    state: () => ({
      inside,
      lastCharacter,
      token,
      tokenBefore,
      verb,
      clause,
      outerClause: outer.at(-1) ?? "",
      depth: outer.length,
    }),
  };
}
