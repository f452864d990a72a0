import type { Table } from "../schema.ts";
import { nameWords } from "./name-words.ts";

const records: ReadonlySet<string> = new Set(
  "audit audits auditing log logs logging history histories historical archive archives archived backup backups snapshot snapshots event events outbox inbox journal changelog trail activity activities deleted tombstone tombstones staging stage import imports temp tmp".split(
    " ",
  ),
);

/**
 * Whether a table's name says that its rows tell what was: they outlive what they speak of, so they refer to it
 * loosely and repeat it on purpose.
 */
export function isRecordOfPast(table: Pick<Table, "name">): boolean {
  return nameWords(table.name).some((word) => records.has(word));
}
