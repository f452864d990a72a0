import type { ParseError } from "jsonc-parser";
import { jsonc } from "../../../packages/jsonc-parser.ts";
import type { Json } from "../../../rule/openapi-visitor.ts";
import { endOfString } from "../discover/json-members.ts";
import { deepest, type Parsed, type SyntaxProblem } from "./loaded-file.ts";

const expectations: Readonly<Record<string, string>> = {
  InvalidSymbol: "expected a value: a string in double quotes, a number, `true`, `false`, `null`, `{` or `[`",
  InvalidNumberFormat: "this is no number as JSON writes them",
  PropertyNameExpected: "expected a property name in double quotes",
  ValueExpected: "expected a value",
  ColonExpected: "expected `:` after the property name",
  CommaExpected: "expected `,` between two members",
  CloseBraceExpected: "expected `}`: the object is not closed",
  CloseBracketExpected: "expected `]`: the list is not closed",
  EndOfFileExpected: "expected the end of the file",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "the comment is not closed",
  UnexpectedEndOfString: "the string is not closed",
  UnexpectedEndOfNumber: "the number is not finished",
  InvalidUnicode: "`\\u` must be followed by four hexadecimal digits",
  InvalidEscapeCharacter: "this character cannot be escaped in a JSON string",
  InvalidCharacter: "a control character must be escaped in a JSON string",
};

/**
 * Reads JSON. Comments and trailing commas are problems, and the rest is read; what is broken otherwise gives no value,
 * for what error recovery makes of half a document would be taken for the author's intent.
 */
export function parseJson(text: string): Parsed {
  const depth = depthOf(text);
  if (depth.at >= 0)
    return {
      value: undefined,
      problems: [{ start: depth.at, end: depth.at + 1, message: `nested more than ${deepest} levels deep` }],
    };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return parseBroken(text);
  }
  return { value, problems: depth.members === countMembers(value) ? [] : findDuplicates(text) };
}

function parseBroken(text: string): Parsed {
  if (text.trim() === "") return { value: undefined, problems: [{ start: 0, end: 0, message: "the file is empty" }] };
  const strict: ParseError[] = [];
  jsonc().parseTree(text, strict, { disallowComments: true, allowTrailingComma: false });
  const tolerant: ParseError[] = [];
  const value = jsonc().parse(text, tolerant, { disallowComments: false, allowTrailingComma: true }) as Json;
  if (tolerant.length === 0) {
    const comment = strict.find((error) => jsonc().printParseErrorCode(error.error) === "InvalidCommentToken");
    const first = comment ?? strict[0];
    const message = comment
      ? "JSON has no comments: other tools refuse this file"
      : "JSON has no trailing commas: other tools refuse this file";
    return {
      value,
      problems: [{ start: first?.offset ?? 0, end: (first?.offset ?? 0) + Math.max(1, first?.length ?? 1), message }],
    };
  }
  const first = tolerant[0] as ParseError;
  const found = text.slice(first.offset, first.offset + Math.min(first.length, 20)).trim();
  const expected = expectations[jsonc().printParseErrorCode(first.error)] ?? "this is no JSON";
  const message =
    first.offset >= text.trimEnd().length
      ? `${expected}, found the end of the file`
      : found
        ? `${expected}, found \`${found}\``
        : expected;
  return {
    value: undefined,
    problems: [{ start: first.offset, end: Math.min(text.length, first.offset + Math.max(1, first.length)), message }],
  };
}

/** In one pass without building anything: how many members the text holds, and where it is nested too deep (-1: nowhere). */
function depthOf(text: string): { members: number; at: number } {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) {
      at = endOfString(text, at);
      if (at < 0) break;
    } else if (unit === 58) members++;
    else if (unit === 123 || unit === 91) {
      if (++depth > deepest) return { members, at };
    } else if (unit === 125 || unit === 93) depth--;
  }
  return { members, at: -1 };
}

function countMembers(root: Json): number {
  let count = 0;
  const stack: Json[] = [root];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const members = Object.values(value) as Json[];
    if (!Array.isArray(value)) count += members.length;
    for (const each of members) if (typeof each === "object" && each !== null) stack.push(each);
  }
  return count;
}

/** JSON.parse keeps the last of two equal keys and says nothing. */
function findDuplicates(text: string): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const open: Set<string>[] = [];
  jsonc().visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty(key, start, length) {
      const keys = open.at(-1);
      if (keys?.has(key))
        problems.push({
          start,
          end: start + length,
          message: `the key \`${key}\` stands twice in one object: the first one is lost`,
        });
      keys?.add(key);
    },
  });
  return problems;
}
