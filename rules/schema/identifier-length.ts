import type { TextPlace } from "../../src/findings/place.ts";
import type { History } from "../../src/model/schema.ts";
import { clip, maximumBytes } from "../../src/model/schema/identifiers.ts";
import { namesIn } from "../../src/model/schema/names-in.ts";
import { defineRule } from "../../src/rule/define.ts";

interface Written {
  readonly at: TextPlace;
  readonly within: TextPlace;
  readonly name: string;
}

export default defineRule({
  id: "schema/identifier-length",
  practice: "data/naming",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no name is longer than PostgreSQL keeps",
  why: "PostgreSQL keeps 63 bytes of a name and drops the rest, with a notice that migration tools do not show. The catalogue then holds another name than the code: a program that recognises a violated constraint by its name never does, a tool that compares the schema with its model finds a difference at each run, and of two names with the same beginning the second is refused, or with IF NOT EXISTS never made at all.",
  fix: "give it a name of at most 63 bytes",
  tradeoff: "Where a tool made the name, and makes the same one each time, nothing is broken until two of them meet.",
  references: [
    "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
    "https://www.postgresql.org/docs/current/runtime-config-preset.html#GUC-MAX-IDENTIFIER-LENGTH",
  ],
  check({ schema, history, report }) {
    const made = longNamesMade(history);
    if (made.size === 0) return;
    const existing = namesIn(schema);
    for (const [kept, forms] of made) {
      const last = forms.at(-1) as Written;
      if (!existing.has(kept)) continue;
      const other = forms.find((form) => form.name !== last.name);
      report({
        at: last.at,
        anchor: `sql:${history.name}#name ${kept}`,
        message:
          other === undefined
            ? `\`${last.name}\` is longer than ${maximumBytes} bytes: its name is \`${kept}\``
            : `\`${last.name}\` and \`${other.name}\` are both cut to \`${kept}\``,
        label: `cut after \`${tail(kept)}\``,
        related:
          other === undefined
            ? []
            : [
                {
                  at: { at: other.at, within: other.within, anchor: `sql:${history.name}#name ${kept}` },
                  label: "cut to the same name",
                },
              ],
      });
    }
  },
});

/** The long names that statements give to something, by what is kept of them; each spelling at its last place. */
function longNamesMade(history: History): ReadonlyMap<string, readonly Written[]> {
  const made = new Map<string, Written[]>();
  for (const step of history.steps) {
    for (const { statement } of step.statements) {
      if (
        statement.longNames === undefined ||
        !statement.changes.some(
          ({ kind }) => kind.startsWith("create-") || kind.startsWith("add-") || kind.startsWith("rename-"),
        )
      )
        continue;
      for (const { at, written } of statement.longNames) {
        const kept = clip(written, maximumBytes);
        const forms = (made.get(kept) ?? []).filter((form) => form.name !== written);
        made.set(kept, [...forms, { at, within: statement.at, name: written }]);
      }
    }
  }
  return made;
}

function tail(name: string): string {
  return `…${[...name].slice(-12).join("")}`;
}
