import type { Json } from "../../../rule/openapi-visitor.ts";
import type { LoadedFile, SyntaxProblem } from "../load/loaded-file.ts";
import { parseYaml } from "../load/parse-yaml.ts";
import type { Found, PositionIndex, Range } from "../locate/position-index.ts";
import { indexYaml } from "../locate/yaml-index.ts";
import { isObject } from "../json.ts";
import { commentTexts } from "./comments.ts";
import { readConfig } from "./config.ts";

/** The member under which the texts of comments stand in the value of a file of code, in their order. */
export const commentsKey = "x-openapi-comments";

export function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(file);
}

/**
 * What a file of code says of a document: the definition it gives to swagger-jsdoc, as an object, and in that the YAML of
 * its comments.
 */
export function loadCode(file: string, code: string): LoadedFile {
  const problems: SyntaxProblem[] = [];
  const comments = commentTexts(code).map(({ start, text }): Json => {
    const parsed = parseYaml(text);
    for (const problem of parsed.problems)
      problems.push({ ...problem, start: problem.start + start, end: problem.end + start });
    return parsed.value ?? null;
  });
  const definition = readConfig(code)?.definition;
  // A reference that leads to other code is at fault; what the code says as YAML is of no interest to anyone.
  if (!definition && comments.length === 0)
    return { file, value: undefined, problems: [], unread: { line: 1, reason: "it is neither YAML nor JSON" } };
  const value = { ...(isObject(definition?.value) ? definition.value : {}), [commentsKey]: comments };
  return { file, value, problems, unread: null, ...(definition ? { partial: definition.partial } : {}) };
}

/** Looks up pointers into the value of {@link loadCode}. */
export function indexCode(code: string): PositionIndex {
  const comments = commentTexts(code);
  const indexes = new Map<number, PositionIndex>();
  const definition = readConfig(code)?.definition;
  return {
    find(pointer) {
      const [, first, number = "", rest = ""] = /^\/([^/]*)(?:\/(\d+)(\/.*)?)?$/s.exec(pointer) ?? [];
      const comment = first === commentsKey ? comments[Number(number)] : undefined;
      if (!comment || number === "") return definition?.find(pointer);
      let index = indexes.get(Number(number));
      if (!index) indexes.set(Number(number), (index = indexYaml(comment.text)));
      const found = index.find(rest);
      return found && moved(found, comment.start);
    },
  };
}

function moved({ depth, key, value, head }: Found, by: number): Found {
  const move = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
  return { depth: depth + 2, key: key && move(key), value: move(value), head: move(head) };
}
