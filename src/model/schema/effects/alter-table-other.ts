import type { ChangeOf } from "../../../facts/changes.ts";
import type { FoldedChange } from "../../schema.ts";
import type { Effect, Rewrite } from "./effect.ts";
import type { LockMode } from "./lock-mode.ts";
import { Touched } from "./touched.ts";

interface Command {
  readonly text: RegExp;
  readonly lock: LockMode;
  readonly rewrite?: Rewrite["because"];
  /** Indexes lie in files of their own, which a move of the table leaves where they are. */
  readonly family?: boolean;
}

/** The commands of ALTER TABLE that shape nothing, by how they begin; all others take the strongest lock for a moment. */
const commands: readonly Command[] = [
  { text: /^(re)?set \(/, lock: "SHARE UPDATE EXCLUSIVE" },
  {
    text: /^(alter (column )?\S+|alter (column )?"[^"]*") (set statistics|(re)?set \()/,
    lock: "SHARE UPDATE EXCLUSIVE",
    family: true,
  },
  { text: /^(cluster on|set without cluster)/, lock: "SHARE UPDATE EXCLUSIVE" },
  {
    text: /^(alter (column )?\S+|alter (column )?"[^"]*") set expression/,
    lock: "ACCESS EXCLUSIVE",
    rewrite: "stored column",
    family: true,
  },
  { text: /^set access method/, lock: "ACCESS EXCLUSIVE", rewrite: "storage" },
  { text: /^set tablespace/, lock: "ACCESS EXCLUSIVE", rewrite: "storage" },
  {
    text: /^(alter (column )?\S+|alter (column )?"[^"]*") set (storage|compression)/,
    lock: "ACCESS EXCLUSIVE",
    family: true,
  },
];

export function alterTableOther(folded: FoldedChange<ChangeOf<"alter-table-other">>): Effect {
  const { change, before } = folded;
  const table = before.table(change.table);
  const text = change.command.trim().replaceAll(/\s+/g, " ").toLowerCase();
  const command = commands.find((candidate) => candidate.text.test(text)) ?? { lock: "ACCESS EXCLUSIVE" as const };
  const rewrite =
    "rewrite" in command && command.rewrite !== undefined
      ? { because: command.rewrite, detail: change.command.trim(), unless: null }
      : null;
  const touched = new Touched(folded);
  return (
    "family" in command && command.family === true
      ? touched.family(table, command.lock, { rewrite })
      : touched.one(table, command.lock, { rewrite })
  ).effect();
}
