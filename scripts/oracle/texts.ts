import type { EmbeddedText } from "../../src/facts/embedded.ts";
import { outerOffset } from "../../src/facts/embedded.ts";
import { fillPlaceholders } from "../../src/languages/sql/placeholders.ts";
import { sectionsOf } from "../../src/languages/sql/sections/sections.ts";
import { split } from "../../src/languages/sql/split.ts";
import { fillAllTemplates, fillTemplates, fillVariables } from "../../src/languages/sql/templates.ts";
import type { StepPlan } from "../../src/languages/sql/unit.ts";
import type { Tree } from "../../src/workspace/tree.ts";

/** One migration as PostgreSQL is given it. */
export interface MigrationTexts {
  readonly file: string;
  readonly statements: readonly StatementSource[];
}

export interface StatementSource {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** As it stands in the file, and then each way its templates can be filled: the first that is SQL is run. */
  readonly texts: readonly string[];
}

/**
 * The statements of one migration file, cut out of it without parsing them. What archlint cannot read is among them: only
 * PostgreSQL decides what is a statement.
 */
export function migrationTexts(tree: Tree, plan: StepPlan, embedded: readonly EmbeddedText[]): MigrationTexts[] {
  const source = tree.read(plan.file);
  const lineAt = (offset: number): number => source.positionAt(offset).line;
  if (plan.format === "code") {
    const ups = embedded.filter((one) => one.section !== "down" && (one.dialect ?? "postgresql") === "postgresql");
    const found = ups.toSorted((a, b) => outerOffset(a.map, 0) - outerOffset(b.map, 0));
    return [
      {
        file: plan.file,
        statements: found.flatMap((one) =>
          statementsIn(plan.file, one.text, 0, one.text.length, (offset) => lineAt(outerOffset(one.map, offset))),
        ),
      },
    ];
  }
  return sectionsOf(plan.format, source.text).map((section) => ({
    file: plan.file,
    statements: section.up.flatMap((part) => statementsIn(plan.file, source.text, part.start, part.end, lineAt)),
  }));
}

function statementsIn(
  file: string,
  text: string,
  start: number,
  end: number,
  lineAt: (offset: number) => number,
): StatementSource[] {
  return split(text, start, end).flatMap((slice) => {
    if (slice.kind !== "statement") return [];
    const written = fillTemplates(text.slice(slice.from, slice.to), slice.holes, slice.from).trim();
    if (written === "") return [];
    const texts = [written, ...[fillVariables, fillAllTemplates, fillPlaceholders].map((fill) => fill(written))];
    return [{ file, line: lineAt(slice.from), texts: [...new Set(texts)] }];
  });
}
