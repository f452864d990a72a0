import type { SqlStatement } from "../../../facts/sql.ts";
import type { Part } from "../statements.ts";

/**
 * Calls that change the schema without SQL. What the code's own language could not tell is a `dynamic` statement, so that
 * the schema after it does not pretend to be complete.
 */
const calls: readonly RegExp[] = [
  /\bqueryRunner\.((?:create|drop|add|rename|change|alter|clear)\w+)\s*\(/g,
  /\bqueryInterface\.((?!sequelize\b|describe|show|select|bulk(?:Insert|Update|Delete)\b|insert\b|upsert\b|quote)\w+)\s*\(/g,
  /\bpgm\.((?!sql\b|db\b|func\b|noTransaction\b)\w+)\s*\(/g,
  /\bschema\s*\.\s*((?:create|drop|alter|rename|table)\w*)\s*\(/g,
  /\bdb\.((?:create|drop|add|remove|rename|change)\w+)\s*(?:\.bind\s*)?\(/g,
];

export function builderCalls(file: string, text: string, body: Part, read: readonly Part[]): SqlStatement[] {
  // Two libraries' patterns may find one call: it is known by where its name ends.
  const known = new Set(read.map((call) => call.end));
  const inside = text.slice(body.start, body.end);
  const found = calls.flatMap((call) =>
    [...inside.matchAll(call)].flatMap((match): SqlStatement[] => {
      const start = body.start + match.index;
      const name = start + match[0].lastIndexOf(match[1] as string) + (match[1] as string).length;
      if (known.has(name)) return [];
      return [
        {
          at: { file, start, end: start + match[0].length - 1 },
          verb: match[1] as string,
          changes: [],
          certainty: "dynamic",
        },
      ];
    }),
  );
  return found.sort((a, b) => a.at.start - b.at.start);
}
