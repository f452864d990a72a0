import { printable } from "../../reporters/printable.ts";
import { columns } from "../columns.ts";
import type { Invocation } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import { formatsOf } from "../formats.ts";
import type { Io } from "../io.ts";
import { pathsWithin, projectRoot } from "../project-root.ts";
import { survey } from "../survey.ts";
import { UsageError } from "../usage-error.ts";

/** `archlint --list-files`: what each file was taken for, or why it was left. */
export async function listFiles({ args, options }: Invocation, io: Io): Promise<number> {
  const [format, ...others] = formatsOf(options.format.length > 0 ? options.format : ["text"], io.env);
  if (!format || others.length > 0 || format.name === "github" || format.file !== null)
    throw new UsageError("--list-files prints as text or as json");
  const root = projectRoot(options, io);
  const paths = pathsWithin(root, args);
  const { files: listed } = (await survey(root, options)).listed();
  const files = listed.filter(
    ({ file }) => paths.length === 0 || paths.some((path) => file === path || file.startsWith(`${path}/`)),
  );
  if (format.name === "json") {
    const json = files.map(({ file, taken, as, why, group }) => ({
      file,
      taken,
      as,
      why,
      ...(group === undefined ? {} : { group }),
    }));
    await io.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  } else {
    const rows = files.map(({ file, taken, as, why, group }) => [
      taken ? "taken" : "left",
      as,
      printable(file),
      group === undefined || group === file ? why : `${why} (in ${printable(group)})`,
    ]);
    const taken = files.filter((file) => file.taken).length;
    await io.stdout.write(`${columns(rows)}${taken} of ${files.length} files taken\n`);
  }
  return exitCodes.clean;
}
