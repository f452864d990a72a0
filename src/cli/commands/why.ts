import type { LintRun } from "../../engine/lint.ts";
import type { Place } from "../../findings/place.ts";
import { accountOf, type Account } from "../../model/why/account.ts";
import { lookUp } from "../../model/why/look-up.ts";
import type { Topic } from "../../model/why/topics.ts";
import { printable } from "../../reporters/printable.ts";
import type { Palette } from "../../reporters/text/paint.ts";
import { colorLevel } from "../color.ts";
import { columns } from "../columns.ts";
import type { Command } from "../commands.ts";
import { exitCodes } from "../exit-code.ts";
import { at, type LineOf } from "../model-json/at.ts";
import { paletteOf } from "../palette.ts";
import { fileWithin, projectRoot } from "../project-root.ts";
import { runLint } from "../run-lint.ts";
import { UsageError } from "../usage-error.ts";

/** `archlint why <anchor> [folder]`: everything that touches a route, an operation, a table or a column. */
export const whyCommand: Command = async ({ args, options }, io) => {
  const [asked, folder, ...others] = args;
  if (asked === undefined || others.length > 0)
    throw new UsageError(
      'archlint why takes one name, and a file or folder it stands in where several have it: archlint why "GET /users/{id}", archlint why users.email services/accounts',
    );
  const format = formatOf(options.format);
  const root = projectRoot(options, io);
  const within = folder === undefined ? "" : fileWithin(root, folder);
  const run = await runLint(options, io, { check: false });
  const lineOf: LineOf = (place) => run.locator.line(place);
  const topic = find(run, asked, within, lineOf);
  const account = accountOf(run.project, topic);
  const palette = await paletteOf(colorLevel(options.color, io.env, io.stdout.isTTY));
  await io.stdout.write(
    format === "json"
      ? `${JSON.stringify(accountJson(account, lineOf), null, 2)}\n`
      : accountText(account, lineOf, palette),
  );
  return run.result.crashed ? exitCodes.failure : exitCodes.clean;
};

function find({ project }: LintRun, asked: string, within: string, lineOf: LineOf): Topic {
  const found = lookUp(project, asked, within);
  if (found.is === "topic") return found.topic;
  const where = within === "" ? "" : ` in ${within}`;
  if (found.is === "unknown")
    throw new UsageError(
      `archlint knows no route, operation, table, column or function \`${printable(asked)}\`${where}${found.near}; archlint model api, code and schema print what it knows`,
    );
  const rows = found.candidates.map(
    ({ kind, name, at: place }) => `  ${kind} \`${printable(name)}\`, ${placeText(place, lineOf)}`,
  );
  const shown = rows.slice(0, 20);
  const more = rows.length > shown.length ? [`  and ${rows.length - shown.length} more`] : [];
  throw new UsageError(
    `\`${printable(asked)}\` may be one of ${rows.length}${where}; write it in full, or put the file or folder of the one that is meant behind it:\n${[...shown, ...more].join("\n")}`,
  );
}

function formatOf([format = "text", ...others]: readonly string[]): "text" | "json" {
  if (others.length > 0 || (format !== "text" && format !== "json"))
    throw new UsageError("archlint why prints as text or as json");
  return format;
}

/** A line a thing, `file:line` first, below the name of its layer. */
function accountText({ topic, parts }: Account, lineOf: LineOf, { strong, faint }: Palette): string {
  const head = `${strong(printable(topic.name))}  ${topic.kind}, ${placeText(topic.at, lineOf)}\n`;
  const told = parts.map(({ layer, entries }) => {
    const rows = entries.map((entry) => [`  ${placeText(entry.at, lineOf)}`, printable(entry.what)]);
    return `\n${strong(layer)}\n${columns(rows)}`;
  });
  return `${head}${told.join("") || `\n${faint("nothing that archlint understands touches it")}\n`}`;
}

function placeText(place: Place, lineOf: LineOf): string {
  return `${printable(place.file)}:${lineOf(place)}`;
}

function accountJson({ topic, parts }: Account, lineOf: LineOf) {
  return {
    kind: topic.kind,
    name: topic.name,
    anchor: topic.anchor,
    ...at(topic.at, lineOf),
    layers: Object.fromEntries(
      parts.map(({ layer, entries }) => [
        layer,
        entries.map((entry) => ({ ...at(entry.at, lineOf), what: entry.what })),
      ]),
    ),
  };
}
