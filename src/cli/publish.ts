import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ReportContext, Result } from "../findings/result.ts";
import { appendJobSummary, blobUrl, repositoryPrefix } from "./github-environment.ts";
import { colorLevel } from "./color.ts";
import type { Format } from "./formats.ts";
import type { Io, Output } from "./io.ts";
import type { OptionValues } from "./options.ts";
import { grouping } from "./grouping.ts";
import { paletteOf } from "./palette.ts";
import { renderers } from "./render.ts";
import { UsageError } from "./usage-error.ts";

const widestProse = 100;
const widestFrame = 150;

export interface Publication {
  readonly result: Result;
  readonly context: ReportContext;
  /** The project's root, absolute. */
  readonly root: string;
  readonly options: OptionValues;
  /** Findings `--quiet` took out of the result. */
  readonly quieted: number;
}

/** Renders one format, and only then loads its reporter, and puts it where it belongs. */
export async function publish(format: Format, publication: Publication, io: Io): Promise<void> {
  const text = await render(format, publication, io);
  if (format.file === null) await io.stdout.write(text);
  else save(resolve(io.cwd, format.file), format.file, text);
}

async function render(
  format: Format,
  { result, context, root, options, quieted }: Publication,
  io: Io,
): Promise<string> {
  if (format.name === "text") return textFor(format, { result, context, root, options, quieted }, io);
  const prefix = repositoryPrefix(io.env, root);
  if (format.name !== "github") return renderers[format.name]({ result, context, prefix, blobUrl: blobUrl(io.env) });
  const { renderGithub } = await import("../reporters/github.ts");
  if (format.file === null) await appendJobSummary(result, prefix, io);
  return renderGithub(result, context, { prefix, restIn: io.env["GITHUB_STEP_SUMMARY"] ? "summary" : "log" });
}

async function textFor(
  format: Format,
  { result, context, root, options, quieted }: Publication,
  io: Io,
): Promise<string> {
  const { renderText } = await import("../reporters/text.ts");
  const target: Pick<Output, "isTTY" | "columns"> =
    format.file === null ? io.stdout : { isTTY: false, columns: undefined };
  const text = renderText(result, context, {
    width: Math.min(target.columns || widestProse, widestProse),
    frameWidth: Math.min(target.columns ? target.columns - 8 : widestFrame, widestFrame),
    palette: await paletteOf(colorLevel(options.color, io.env, target.isTTY)),
    statistics: options.statistics,
    ...(await grouping(options["group-by"], context, root)),
    quieted,
  });
  if (io.env["GITHUB_ACTIONS"] !== "true" || format.file !== null) return text;
  return (await import("../reporters/github/shield.ts")).shielded(text);
}

function save(path: string, shown: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(
      `the report cannot be written to ${shown}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
    );
  }
}
