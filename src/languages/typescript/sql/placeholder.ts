import type { Hole } from "../../../facts/embedded.ts";
import type { LexerState } from "./lexer.ts";

export interface Placeholder {
  readonly text: string;
  readonly role: NonNullable<Hole["role"]>;
}

/** After these words stands a name. */
const beforeName = new Set(
  "FROM JOIN INTO UPDATE TABLE ONLY INDEX CONCURRENTLY VIEW TYPE SCHEMA DATABASE COLUMN CONSTRAINT SEQUENCE FUNCTION PROCEDURE TRIGGER REFERENCES TO EXTENSION ROLE USER TRUNCATE AS USING COLLATE POLICY DOMAIN LANGUAGE EXISTS".split(
    " ",
  ),
);
/** After these words and signs stands a value, and nothing but a value. */
const beforeValue = new Set(
  "LIMIT OFFSET LIKE ILIKE BETWEEN THEN ELSE WHEN CASE DEFAULT ANY ALL FETCH FIRST NEXT IS SIMILAR = < > + - * / % | [ ~ ! & ^ @ # ? ,".split(
    " ",
  ),
);
/** After these words an expression stands whose shape is not known: a value, a condition, a list of columns. */
const beforeExpression = new Set("WHERE AND OR NOT ON HAVING SELECT DISTINCT RETURNING BY (".split(" "));

/** What stands for an unknown part so that the rest still reads as SQL, and what the part probably is. */
export function placeholder(state: LexerState, after: string, number: number, parameter: number): Placeholder {
  const name = `hole_${number}`;
  const value = `$${parameter}`;
  if (state.inside === "name") return { text: name, role: "identifier" };
  if (state.inside === "string") return { text: name, role: "value" };
  if (state.inside !== "code") return { text: name, role: "fragment" };
  // `$${index}`: the number of a parameter.
  if (state.lastCharacter === "$") return { text: String(parameter), role: "value" };
  if (/[\w".]$/.test(state.lastCharacter) || /^[\w".]/.test(after)) return { text: name, role: "identifier" };

  const { token, tokenBefore, verb, clause, depth } = state;
  if (token === ":" && tokenBefore === ":") return { text: name, role: "identifier" };
  if (token === "IN") return { text: `(${value})`, role: "value" };
  if (token === "VALUES") return { text: `(${value})`, role: "fragment" };
  if (token === "INTERVAL") return { text: `'${name}'`, role: "value" };
  if (token === "EXISTS" && tokenBefore !== "IF" && tokenBefore !== "NOT")
    return { text: `(SELECT ${value})`, role: "fragment" };
  if (
    clause === "SET" &&
    (token === "," || (token === "SET" && (verb[0] === "UPDATE" || depth > 0 || isUpsert(state))))
  )
    return assignment(name, value, after);
  const query = queryPlace(state, after, value);
  if (query !== null) return { text: query, role: "fragment" };
  if (beforeName.has(token) || (isNamePlace(state) && (token === "(" || token === "," || token === "ON")))
    return { text: name, role: "identifier" };
  if (token === "CASE" && /^\s*END\b/i.test(after)) return { text: `WHEN true THEN ${value}`, role: "fragment" };
  if (beforeValue.has(token))
    return {
      text: value,
      role:
        clause === "SELECT" || clause === "ORDER" || clause === "GROUP" || clause === "FROM" || clause === "RETURNING"
          ? "fragment"
          : "value",
    };
  if (token === "(" && (clause === "" || clause === "VALUES") && state.depth > 0) return { text: value, role: "value" };
  if (beforeExpression.has(token))
    return {
      text: conditions.has(token) && goesOn.test(after) ? `${value} =${value} AND` : value,
      role: "fragment",
    };
  // Behind `DISTINCT ON (…)` a list has to follow; anywhere else in a select list this is a name for what is before it.
  if (clause === "SELECT" && token === ")" && /^\s*(?:FROM\b|,)/i.test(after)) return { text: name, role: "fragment" };
  return { text: `/*${name}*/`, role: "fragment" };
}

/** `SET`, and behind each comma of it: one assignment, or a piece that holds some. */
function assignment(name: string, value: string, after: string): Placeholder {
  if (/^\s*=/.test(after)) return { text: name, role: "identifier" };
  return { text: /^\s*["\w.]+\s*=/.test(after) ? `${name} = ${value},` : `${name} = ${value}`, role: "fragment" };
}

function isUpsert({ verb }: LexerState): boolean {
  return verb[0] === "INSERT" || verb[0] === "WITH" || verb[0] === "MERGE";
}

/** Where a whole query, or the rows of an INSERT, must stand. */
function queryPlace(
  { token, tokenBefore, clause, verb, depth }: LexerState,
  after: string,
  value: string,
): string | null {
  if (token === "(" && /^\s*\)/.test(after) && beforeQuery.has(tokenBefore)) return `SELECT ${value}`;
  if (
    clause === "INTO" &&
    (tokenBefore === "INTO" || tokenBefore === ".") &&
    !/^\s*[(.]/.test(after) &&
    !startsRows.test(after)
  )
    return "DEFAULT VALUES";
  if (clause === "INTO" && token === ")" && !startsRows.test(after)) return `VALUES (${value})`;
  return verb[0] === "WITH" && clause === "" && depth === 0 && token === ")" && after.trim() === ""
    ? `SELECT ${value}`
    : null;
}

const beforeQuery: ReadonlySet<string> = new Set(["AS", "MATERIALIZED", "FROM", "JOIN", "LATERAL", "EXISTS", "COPY"]);
const startsRows = /^\s*(?:VALUES|SELECT|WITH|DEFAULT|OVERRIDING|AS)\b/i;
const conditions: ReadonlySet<string> = new Set(["WHERE", "AND", "OR"]);
/** A condition follows without a word between: the piece before it ends with its AND. */
const goesOn = /^\s*(?:"|\w+\s*\.)/;

/** Between the parentheses of INSERT's column list, of ON CONFLICT and of what DDL defines, names stand, not values. */
function isNamePlace({ verb, depth, token, tokenBefore, clause, outerClause }: LexerState): boolean {
  if (depth > 0 && clause === "" && (outerClause === "CONFLICT" || outerClause === "INTO") && token !== "ON")
    return true;
  if (verb[0] === "CREATE" || verb[0] === "ALTER" || verb[0] === "DROP" || verb[0] === "COMMENT")
    return tokenBefore !== "IN" && (depth === 1 || token === "ON");
  return (
    verb[0] === "INSERT" &&
    depth === 1 &&
    !verb.includes("VALUES") &&
    token === "(" &&
    tokenBefore !== "VALUES" &&
    tokenBefore !== ","
  );
}
