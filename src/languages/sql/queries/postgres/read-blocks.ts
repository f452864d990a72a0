import type { Node, WithClause } from "libpg-query";
import type { QueryBlock } from "../../../../facts/queries.ts";
import type { Range, StatementText } from "../../statement-text.ts";
import { emptyDraft } from "./block.ts";
import type { Block, Draft, WithNames } from "./block.ts";
import { readSelect } from "./select.ts";
import { firstLocation, queryRange } from "./spans.ts";
import { readDelete, readInsert, readMerge, readUpdate } from "./writes.ts";

const none: WithNames = new Map();

/** The blocks of a statement that PostgreSQL's own parser read; none when it is no query. `holes` are offsets in its text, in order. */
export function readBlocks(tree: Node, statement: StatementText, holes: readonly Range[]): readonly QueryBlock[] {
  const reading = new Reading(statement, holes);
  const query = queryIn(tree);
  if (query) reading.read(query, -1, "main", none);
  return reading.finish();
}

/** `EXPLAIN`, `PREPARE`, `DECLARE … CURSOR` and `COPY (…)` hold a query. */
function queryIn(tree: Node): Node | null {
  if (kindOf(tree)) return tree;
  if ("ExplainStmt" in tree) return tree.ExplainStmt.query ?? null;
  if ("PrepareStmt" in tree) return tree.PrepareStmt.query ?? null;
  if ("DeclareCursorStmt" in tree) return tree.DeclareCursorStmt.query ?? null;
  if ("CopyStmt" in tree) return tree.CopyStmt.query ?? null;
  return null;
}

function kindOf(node: Node): Draft["kind"] | null {
  if ("SelectStmt" in node) return "select";
  if ("InsertStmt" in node) return "insert";
  if ("UpdateStmt" in node) return "update";
  if ("DeleteStmt" in node) return "delete";
  return "MergeStmt" in node ? "merge" : null;
}

class Reading {
  readonly #statement: StatementText;
  readonly #holes: readonly Range[];
  readonly #drafts: Draft[] = [];
  /** Sources that name a query whose block comes later, in a recursive WITH. */
  readonly #later: (() => void)[] = [];

  constructor(statement: StatementText, holes: readonly Range[]) {
    this.#statement = statement;
    this.#holes = holes;
  }

  finish(): readonly Draft[] {
    for (const settle of this.#later) settle();
    return this.#drafts;
  }

  read(node: Node, parent: number, role: Draft["role"], outer: WithNames): number {
    const kind = kindOf(node);
    if (!kind) return -1;
    const index = this.#drafts.length;
    const draft = emptyDraft(kind, parent, role, this.#statement.place(this.#rangeOf(node, parent, role)));
    this.#drafts.push(draft);
    const own = Object.values(node)[0] as { withClause?: WithClause };
    const names = own.withClause ? this.#readWith(own.withClause, index, outer) : outer;
    const block: Block = {
      draft,
      index,
      names,
      statement: this.#statement,
      isHole: (range) => this.holeFrom(range.start, range.end) !== null,
      holeFrom: (start, end) => this.holeFrom(start, end),
      inner: (query, innerRole) => this.read(query, index, innerRole, names),
      placeOf: (inner) => this.#drafts[inner]?.at ?? draft.at,
      outputsOf: (inner) => this.#drafts[inner]?.outputs ?? null,
    };
    if ("SelectStmt" in node) readSelect(node.SelectStmt, block);
    else if ("InsertStmt" in node) readInsert(node.InsertStmt, block);
    else if ("UpdateStmt" in node) readUpdate(node.UpdateStmt, block);
    else if ("DeleteStmt" in node) readDelete(node.DeleteStmt, block);
    else if ("MergeStmt" in node) readMerge(node.MergeStmt, block);
    this.#settleLater(draft, names);
    return index;
  }

  /** A query of a WITH sees those before it, and with RECURSIVE itself and those behind it. */
  #readWith({ ctes = [], recursive }: WithClause, parent: number, outer: WithNames): WithNames {
    const names = new Map(outer);
    const queries = ctes.flatMap((node) => ("CommonTableExpr" in node ? [node.CommonTableExpr] : []));
    const entries = queries.map((query) => ({ query, entry: { block: -1 } }));
    if (recursive) for (const { query, entry } of entries) names.set(query.ctename ?? "", entry);
    for (const { query, entry } of entries) {
      if (!query.ctequery) continue;
      entry.block = this.#drafts.length;
      this.read(query.ctequery, parent, "cte", new Map(names));
      names.set(query.ctename ?? "", entry);
      const renamed = (query.aliascolnames ?? []).flatMap((node) => ("String" in node ? [node.String.sval ?? ""] : []));
      const draft = this.#drafts[entry.block];
      // `WITH t (a, b) AS …` names the first columns anew.
      if (draft?.outputs) draft.outputs = draft.outputs.map((name, index) => renamed[index] ?? name);
      else if (draft && renamed.length > 0) this.#renamed.set(entry.block, renamed);
    }
    return names;
  }
  readonly #renamed = new Map<number, readonly string[]>();

  #settleLater(draft: Draft, names: WithNames): void {
    draft.sources.forEach((source, index) => {
      const entry = source.kind === "block" && source.name !== null ? names.get(source.name) : undefined;
      if (!entry) return;
      this.#later.push(() => {
        const renamed = source.renamed ?? this.#renamed.get(entry.block) ?? null;
        draft.sources[index] = { ...source, block: entry.block, renamed };
      });
    });
  }

  holeFrom(start: number, end: number): number | null {
    const hole = this.#holes.find((one) => one.start < end && start < one.end);
    return hole ? Math.max(hole.start, start) : null;
  }

  #rangeOf(node: Node, parent: number, role: Draft["role"]): Range {
    if (parent < 0) return this.#statement.whole();
    const inside = firstLocation(node);
    return inside < 0 ? this.#statement.whole() : queryRange(inside, this.#statement, role === "side");
  }
}
