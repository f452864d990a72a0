/**
 * Has PostgreSQL (PGlite) run the migrations of checkouts, and compares its catalogue with the schema that archlint folds
 * from the same files. `npm run oracle -- DIR [DIR …]`; exit 1 when anything differs, 2 when there is nothing to compare.
 */
import { existsSync } from "node:fs";
import { OracleServer } from "./oracle/database.ts";
import { readHistories, type OracleHistory } from "./oracle/histories.ts";
import { judge, type Verdict } from "./oracle/judge.ts";
import { differs, share, total, verdictLines } from "./oracle/print.ts";

const folders = process.argv.slice(2);
const absent = folders.filter((folder) => !existsSync(folder));
if (folders.length === 0 || absent.length > 0) {
  console.error(
    absent.length > 0
      ? `no such folder: ${absent.join(", ")}`
      : "usage: npm run oracle -- DIR [DIR …]   (each a checkout with PostgreSQL migrations)",
  );
  process.exit(2);
}

function whyLeft({ history, builderCalls }: OracleHistory): string | null {
  if (history.dialect !== "postgresql") return `${history.dialect}, left alone`;
  return builderCalls === 0 ? null : `not compared: ${builderCalls} calls of its builder, whose SQL is not known`;
}

const histories: OracleHistory[] = [];
for (const folder of folders) {
  const found = await readHistories(folder);
  if (found.length === 0) console.log(`${folder}: no migration history`);
  for (const one of found) {
    const left = whyLeft(one);
    if (left === null) histories.push(one);
    else console.log(`${one.name} (${one.history.tool}): ${left}`);
  }
}
if (histories.length === 0) {
  console.error("nothing to compare: no PostgreSQL history in these folders");
  process.exit(2);
}

const extensions = histories.flatMap(({ history }) =>
  history.migrations.flatMap(({ up }) =>
    up.flatMap(({ changes }) => changes.flatMap((change) => (change.kind === "create-extension" ? [change.name] : []))),
  ),
);
const server = new OracleServer(new Set(extensions));
const verdicts: Verdict[] = [];
for (const one of histories) {
  const verdict = await judge(server, one);
  verdicts.push(verdict);
  console.log(verdictLines(verdict).join("\n"));
}
await server.close();
console.log(`all ${verdicts.length} histories: ${total(verdicts).map(share).join(", ")}`);
process.exitCode = verdicts.some(differs) ? 1 : 0;
