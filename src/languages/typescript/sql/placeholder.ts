import type { Hole } from "../../../facts/embedded.ts";
import type { LexerState } from "./lexer.ts";

export interface Placeholder {
  readonly text: string;
  readonly role: NonNullable<Hole["role"]>;
}

/** After these words stands a name. */
const beforeName = new Set(
  "FROM JOIN INTO UPDATE TABLE ONLY INDEX CONCURRENTLY VIEW TYPE SCHEMA DATABASE COLUMN CONSTRAINT SEQUENCE FUNCTION PROCEDURE TRIGGER REFERENCES TO EXTENSION ROLE USER TRUNCATE AS COLLATE POLICY DOMAIN LANGUAGE EXISTS".split(
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
  if (/[\w".]$/.test(state.lastCharacter) || /^[\w".]/.test(after)) return { text: name, role: "identifier" };

  const { token, tokenBefore, verb, clause } = state;
  if (token === ":" && tokenBefore === ":") return { text: name, role: "identifier" };
  if (token === "IN") return { text: `(${value})`, role: "value" };
  if (token === "VALUES") return { text: `(${value})`, role: "fragment" };
  if (token === "INTERVAL") return { text: `'${name}'`, role: "value" };
  if (token === "EXISTS" && tokenBefore !== "IF" && tokenBefore !== "NOT")
    return { text: `(SELECT ${value})`, role: "fragment" };
  if (token === "SET" && verb[0] === "UPDATE") return { text: `${name} = ${value}`, role: "fragment" };
  if (token === "," && clause === "SET" && verb[0] === "UPDATE")
    return { text: `${name} = ${value}`, role: "fragment" };
  if (beforeName.has(token) || (isNamePlace(state) && (token === "(" || token === "," || token === "ON")))
    return { text: name, role: "identifier" };
  if (beforeValue.has(token))
    return {
      text: value,
      role:
        clause === "SELECT" || clause === "ORDER" || clause === "GROUP" || clause === "FROM" || clause === "RETURNING"
          ? "fragment"
          : "value",
    };
  if (token === "(" && (clause === "" || clause === "VALUES") && state.depth > 0) return { text: value, role: "value" };
  if (beforeExpression.has(token)) return { text: value, role: "fragment" };
  return { text: `/*${name}*/`, role: "fragment" };
}

/** Between the parentheses of INSERT's column list and of what DDL defines, names stand, not values. */
function isNamePlace({ verb, depth, token, tokenBefore }: LexerState): boolean {
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
