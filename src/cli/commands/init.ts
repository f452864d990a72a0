import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { placesIn } from "../../config/search-places.ts";
import type { Claim } from "../../languages/language.ts";
import { printable } from "../../reporters/printable.ts";
import { columns } from "../columns.ts";
import type { Command } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import { projectRoot } from "../project-root.ts";
import { survey } from "../survey.ts";
import { UsageError } from "../usage-error.ts";

const name = ".archlintrc.json";
const configuration = { $schema: "./node_modules/archlint/schema.json", preset: "recommended", rules: {} };

/** `archlint init`: says what the project holds and writes a first configuration. What exists is never overwritten. */
export const initCommand: Command = async ({ args, options }, io) => {
  if (args.length > 0) throw new UsageError("archlint init takes no arguments; --cwd chooses the project");
  const root = projectRoot(options, io);
  const existing = placesIn(root);
  if (existing.length > 0)
    throw new UsageError(`${existing.join(" and ")} configures archlint already; nothing was written`);
  const { files, taken } = (await survey(root, options)).listed();
  if (taken === 0)
    throw new UsageError(
      `none of the project's ${files.length} files can be checked, so there is nothing to configure; archlint --list-files says why each was left`,
    );
  writeNew(join(root, name), `${JSON.stringify(configuration, null, 2)}\n`);
  await io.stdout.write(`Found:\n${columns(found(files))}\nWrote ${name}. Next: npx archlint\n`);
  return exitCodes.clean;
};

/** What there is, by kind, with the units it belongs to. */
function found(files: readonly Claim[]): readonly (readonly string[])[] {
  const kinds = new Map<string, { count: number; groups: Set<string> }>();
  for (const { taken, as, group } of files) {
    if (!taken) continue;
    const kind = kinds.get(as) ?? { count: 0, groups: new Set() };
    kind.count++;
    if (group !== undefined) kind.groups.add(group);
    kinds.set(as, kind);
  }
  return [...kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([as, { count, groups }]) => [
      `  ${String(count).padStart(5)}`,
      as,
      [...groups].slice(0, 3).map(printable).join(", ") + (groups.size > 3 ? ", …" : ""),
    ]);
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === "EEXIST" ? `${name} exists already; nothing was written` : `${name} cannot be written: ${code}`,
    );
  }
}
