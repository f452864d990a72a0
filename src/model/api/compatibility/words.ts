import type { Call } from "./call.ts";
import type { Direction } from "./difference.ts";
import { kindOf } from "./kinds.ts";
import type { Change } from "./ledger.ts";

/** One change in words, with whom it reaches; changes that differ in their direction only are told together. */
export interface ToldChange {
  readonly change: Change;
  readonly message: string;
  /** Which clients break, and how. */
  readonly clients: string;
  /** The calls reached, each once, in the order of the document. */
  readonly reached: readonly Call[];
}

export function tell(changes: readonly Change[]): readonly ToldChange[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { kind, subject, fact, anchor, at } = change;
    const id = JSON.stringify([kind, subject, fact, anchor, at]);
    const known = groups.get(id);
    if (known) known.push(change);
    else groups.set(id, [change]);
  }
  return [...groups.values()].map((group) => {
    const sure = group.find(({ confidence }) => confidence === "high") ?? (group[0] as Change);
    const reached = [...new Map(group.flatMap((change) => change.reached.map((call) => [call.label, call]))).values()];
    const where = group.filter((change) => change.reached.length > 0).map(whereOf);
    const { subject, fact, kind } = sure;
    const { clients, readers = clients } = kindOf(kind);
    const said = new Set(group.map(({ direction }) => (direction === "request" ? clients : readers)));
    return {
      change: sure,
      reached,
      clients: [...said].join(", and "),
      message: [subject, fact, where.join(" and in ")].filter((part) => part !== "").join(" "),
    };
  });
}

/** "what `GET /users` answers", "what 3 operations take". */
function whereOf({ direction, reached }: Change): string {
  const [first] = reached;
  if (!first) return "";
  if (reached.length === 1) return `what \`${first.label}\` ${verb(first, direction)}s`;
  const reversed = reached.filter((call) => call.reversed).length;
  const who = reversed === 0 ? "operations" : reversed === reached.length ? "webhooks" : "operations and webhooks";
  return `what ${reached.length} ${who} ${verb(first, direction)}`;
}

function verb(call: Call, direction: Direction): string {
  if (direction === "request") return "take";
  return call.reversed ? "send" : "answer";
}
