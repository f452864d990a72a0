import { quoteIdentifier } from "./identifiers.ts";
import { tokens, type Token } from "./tokens.ts";

/**
 * An index expression as `pg_get_indexdef` prints it, with the casts PostgreSQL adds when it resolves functions and
 * operators: `lower(email)` over a `varchar` is `lower((email)::text)`. What needs more of the type system than names
 * and literals comes back as it was written.
 */
export function canonicalExpression(expression: string, typeOf: (column: string) => string | undefined): string {
  const reader = new Reader(tokens(expression), typeOf);
  const read = reader.expression(0);
  return read === null || !reader.atEnd ? expression : read.text;
}

interface Typed {
  readonly text: string;
  /** The type, `unknown` for a string literal; null when it cannot be told. */
  readonly type: string | null;
  /** One that an operator joins: printed in parentheses as an operand. */
  readonly compound?: boolean;
  readonly literal?: boolean;
}

const precedence: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  "=": 4,
  "<>": 4,
  "<": 4,
  ">": 4,
  "<=": 4,
  ">=": 4,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  "%": 7,
};
const comparisons = new Set(["=", "<>", "<", ">", "<=", ">="]);
/** Functions over text whose result is text. */
const textFunctions = new Set([
  "lower",
  "upper",
  "btrim",
  "ltrim",
  "rtrim",
  "md5",
  "initcap",
  "replace",
  "left",
  "right",
  "substr",
  "concat",
]);
/** The types of literal arguments that are not text. */
const argumentTypes: Readonly<Record<string, readonly string[]>> = {
  to_tsvector: ["regconfig", "text"],
  jsonb_to_tsvector: ["regconfig", "jsonb", "jsonb"],
  json_to_tsvector: ["regconfig", "json", "jsonb"],
  setweight: ["tsvector", '"char"'],
  to_tsquery: ["regconfig", "text"],
};

class Reader {
  #at = 0;
  readonly #tokens: readonly Token[];
  readonly #typeOf: (column: string) => string | undefined;

  constructor(all: readonly Token[], typeOf: (column: string) => string | undefined) {
    this.#tokens = all;
    this.#typeOf = typeOf;
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  expression(minimum: number): Typed | null {
    let left = this.#cast();
    while (left !== null) {
      const operator = this.#tokens[this.#at]?.text.toLowerCase();
      const strength =
        operator === undefined || operator === ")" || operator === ","
          ? 0
          : (precedence[operator] ?? (/^[-<>=~!@#%^&|`?+*/]+$/.test(operator) ? 5 : 0));
      if (operator === undefined || strength === 0 || strength <= minimum) return left;
      this.#at++;
      const right = this.expression(strength);
      if (right === null) return null;
      left = joined(left, operator, right);
    }
    return null;
  }

  #cast(): Typed | null {
    let value = this.#primary();
    while (value !== null && this.#take("::")) {
      const type = this.#type();
      if (type === null) return null;
      value = value.type === type && value.literal !== true ? value : { text: `${operand(value)}::${type}`, type };
    }
    return value;
  }

  #primary(): Typed | null {
    const token = this.#tokens[this.#at];
    if (token === undefined) return null;
    this.#at++;
    if (token.kind === "number") return { text: token.text, type: token.text.includes(".") ? "numeric" : "integer" };
    if (token.kind === "string")
      return token.text.startsWith("'") ? { text: token.text, type: "unknown", literal: true } : null;
    if (token.text === "-" && this.#tokens[this.#at]?.kind === "number") {
      const number = (this.#tokens[this.#at++] as Token).text;
      const type = number.includes(".") ? "numeric" : "integer";
      return { text: `'-${number}'::${type}`, type };
    }
    if (token.text === "(") {
      const inner = this.expression(0);
      return this.#take(")") ? inner : null;
    }
    if (token.kind !== "name") return null;
    return this.#take("(") ? this.#call(token) : this.#column(token);
  }

  #column(token: Token): Typed | null {
    const type = this.#typeOf(token.name);
    return type === undefined
      ? null
      : { text: token.text.startsWith('"') && /^"[a-z_][a-z0-9_]*"$/.test(token.text) ? token.name : token.text, type };
  }

  #call(token: Token): Typed | null {
    const written: Typed[] = [];
    while (!this.#take(")")) {
      const value = this.expression(0);
      if (value === null) return null;
      written.push(value);
      if (!this.#take(",") && this.#tokens[this.#at]?.text !== ")") return null;
    }
    const name = token.name;
    if (["coalesce", "greatest", "least"].includes(name)) return chosen(name.toUpperCase(), written);
    const types = argumentTypes[name];
    const values = written.map((value, at) => {
      if (value.literal) return `${value.text}::${types?.[at] ?? "text"}`;
      return value.type?.startsWith("character varying") ? `${operand(value)}::text` : value.text;
    });
    return {
      text: `${token.text.startsWith('"') ? token.text : token.name}(${values.join(", ")})`,
      type: textFunctions.has(name) ? "text" : null,
    };
  }

  #type(): string | null {
    const first = this.#tokens[this.#at];
    if (first?.kind !== "name") return null;
    this.#at++;
    let type = first.text.startsWith('"') ? quoteIdentifier(first.name) : first.text;
    for (
      let next = this.#tokens[this.#at];
      next?.kind === "name" && /^(varying|precision|with|without|time|zone)$/i.test(next.text);
      next = this.#tokens[++this.#at]
    )
      type += ` ${next.text}`;
    const standard: Readonly<Record<string, string>> = {
      int: "integer",
      int4: "integer",
      int8: "bigint",
      int2: "smallint",
      bool: "boolean",
      varchar: "character varying",
      timestamptz: "timestamp with time zone",
      timestamp: "timestamp without time zone",
    };
    type = standard[type.toLowerCase()] ?? type;
    if (this.#take("[")) return this.#take("]") ? `${type}[]` : null;
    return type;
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#at]?.text !== text) return false;
    this.#at++;
    return true;
  }
}

function operand(value: Typed): string {
  return value.compound || (!value.literal && /^["\w]+$/.test(value.text)) ? `(${value.text})` : value.text;
}

/** The arguments of COALESCE and its like take one type: the widest integer, else that of the first that is no literal, without its limit. */
function chosen(name: string, values: readonly Typed[]): Typed {
  const integers = ["smallint", "integer", "bigint"];
  const known = values.filter((value) => !value.literal).map((value) => value.type);
  const type = known.every((one) => one !== null && integers.includes(one))
    ? (integers.findLast((one) => known.includes(one)) ?? null)
    : (known[0] ?? null);
  const texts = values.map((value) => {
    if (value.literal) return type === null ? value.text : `${value.text}::${plain(type)}`;
    const cast =
      type !== null &&
      value.type !== null &&
      (integers.includes(type) || isString(type)) &&
      plain(value.type) !== plain(type) &&
      !/^\d+$/.test(value.text);
    return cast ? `${operand(value)}::${plain(type)}` : value.text;
  });
  return { text: `${name}(${texts.join(", ")})`, type };
}

function plain(type: string): string {
  return type.replace(/\(.*\)/, "");
}

function isString(type: string): boolean {
  return type === "text" || type.startsWith("character varying");
}

function joined(left: Typed, operator: string, right: Typed): Typed {
  const key = operator === "->" || operator === "->>";
  const path = operator === "#>" || operator === "#>>";
  const asText = (value: Typed): Typed =>
    value.literal
      ? { text: `${value.text}::text`, type: "text" }
      : value.type?.startsWith("character varying")
        ? { text: `${operand(value)}::text`, type: "text" }
        : value;
  const side = (value: Typed, other: Typed): string => {
    if (key) return value === right && value.literal ? `${value.text}::text` : operandOf(value);
    if (path) return value === right && value.literal ? `${value.text}::text[]` : operandOf(value);
    if (
      operator === "||" ||
      (comparisons.has(operator) &&
        [value.type, other.type].some((type) => type === "text" || type?.startsWith("character varying")))
    )
      return operandOf(asText(value));
    if (comparisons.has(operator) && value.literal && other.type !== null)
      return `${value.text}::${other.type.replace(/\(.*\)/, "")}`;
    return operandOf(value);
  };
  const symbol = operator === "and" || operator === "or" ? operator.toUpperCase() : operator;
  const type =
    operator === "->>" || operator === "#>>" || operator === "||"
      ? "text"
      : key || path
        ? left.type
        : comparisons.has(operator) || /^(and|or)$/.test(operator)
          ? "boolean"
          : null;
  return { text: `${side(left, right)} ${symbol} ${side(right, left)}`, type, compound: true };
}

function operandOf(value: Typed): string {
  return value.compound ? `(${value.text})` : value.text;
}
