import type { Json } from "../../rule/openapi-visitor.ts";
import { nameWords } from "../schema/name-words.ts";

const fields =
  /^(?:(?:full_|error_|js_|java_)?stack(?:_?trace)?|stack_frames?|(?:call_?|trace_?)?backtrace|traceback|exception(?:_(?:class|type|name|message|stack))?|inner_exception|root_cause_exception|sql(?:_(?:query|state|statement|error|message))?|debug_(?:info|message|details|trace|data)|file_?name_and_line|source_file|line_number|class_name|method_name)$/;

/** Whether a field of an error says where in the code it happened: a stack trace, the class of an exception, the SQL that failed. */
export function isInternalField(name: string): boolean {
  return fields.test(nameWords(name).join("_"));
}

/** Lines as the runtimes of JavaScript, Java, Python, .NET, PHP, Ruby and Go write them, and messages of databases. */
const traces: readonly (readonly [RegExp, string])[] = [
  [
    /\bat [\w$.<>[\] ]+ ?\((?:[\w./\\:@-]+\.(?:[cm]?[jt]sx?|java|kt|scala|groovy)|Native Method|Unknown Source)(?::\d+)*\)/,
    "a stack trace",
  ],
  [/Traceback \(most recent call last\)|\bFile "[^"]+", line \d+, in /, "a stack trace"],
  [
    /\b(?:goroutine \d+ \[|panic: runtime error)|\bin [\w/\\.-]+\.(?:php|cs|rb):(?:line )?\d+|#0 \/[\w/.-]+\.php\(\d+\)/,
    "a stack trace",
  ],
  [/\b(?:java|javax|org|com)\.[\w.]+(?:Exception|Error)\b|\bSystem\.[\w.]*Exception\b/, "the class of an exception"],
  [
    /\bSQLSTATE\b|\bORA-\d{5}\b|\bduplicate key value violates unique constraint\b|\bsyntax error at or near\b|\bER_[A-Z]+_[A-Z_]+\b/,
    "a message of the database",
  ],
];

/** What an example of an error gives away, if it does: `a stack trace`. */
export function internalsIn(example: Json): string | null {
  const waiting: Json[] = [example];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === "string") {
      const text = value;
      const found = traces.find(([pattern]) => pattern.test(text));
      if (found) return found[1];
    } else if (typeof value === "object" && value !== null)
      for (const member of Object.values(value)) if (member !== undefined) waiting.push(member as Json);
  }
  return null;
}
