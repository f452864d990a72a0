import type { CallFacts } from "../../../facts/calls.ts";
import type { CodeFacts } from "../../../facts/code-file.ts";
import type { Span } from "../../../facts/routes.ts";
import type { TextPlace } from "../../../findings/place.ts";
import type { Call, CodeClass, CodeFunction } from "./linked.ts";

/** The records of one file as objects that know each other. */
export interface FileTable {
  readonly facts: CallFacts;
  readonly functions: readonly CodeFunction[];
  readonly classes: readonly CodeClass[];
  readonly calls: readonly Call[];
}

export function createTable({ file }: Pick<CodeFacts, "file">, facts: CallFacts): FileTable {
  const place = ([start, end]: Span): TextPlace => ({ file, start, end });
  const classes = facts.classes.map((record, index): CodeClass => ({ file, index, record }));
  const functions: (CodeFunction & { calls: Call[] })[] = [];
  for (const [index, record] of facts.functions.entries()) {
    const own = classes[record.class] ?? null;
    const name = record.name === null ? null : own?.record.name ? `${own.record.name}.${record.name}` : record.name;
    // A parent is always recorded before what stands in it.
    const parent = functions[record.parent] ?? null;
    functions.push({
      at: place(record.at),
      anchor: `typescript:${file}${nameOf(parent, name)}`,
      file,
      index,
      record,
      name: name ?? (record.kind === "constructor" && own?.record.name ? `${own.record.name}.constructor` : null),
      parent,
      class: own,
      calls: [],
    });
  }
  const calls = facts.calls.map((record, index): Call => {
    const around = functions[record.function] as CodeFunction & { calls: Call[] };
    const call: Call = {
      at: place(record.at),
      nameAt: place(record.name),
      anchor: around.anchor,
      within: place(record.at),
      file,
      index,
      record,
      function: around,
    };
    around.calls.push(call);
    return call;
  });
  return { facts, functions, classes, calls };
}

/** `#UserService.create`: of the nearest function around it that has a name. */
function nameOf(parent: CodeFunction | null, name: string | null): string {
  if (name !== null) return `#${name}`;
  for (let at = parent; at; at = at.parent) if (at.name !== null) return `#${at.name}`;
  return "";
}
