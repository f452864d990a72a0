import { commandNames, commands } from "./commands.ts";
import { options, type CommandName, type OptionSpec } from "./options.ts";

const width = 100;
const exitCodes = [
  ["0", "nothing found that counts as failure"],
  ["1", "findings at or above --fail-on, or more warnings than --max-warnings"],
  ["2", "a mistake in the command or the configuration, no file to check, or a fault of archlint"],
] as const;

/** The help text of a command, or of archlint as a whole. */
export function helpText(command: CommandName, version: string): string {
  const spec = commands[command];
  const sections = [
    command === "lint"
      ? `archlint ${version}: checks a backend's API contract, database migrations and code as one system`
      : spec.summary,
    `Usage:\n  ${spec.usage}`,
    ...(spec.details ? [fold(spec.details, 0).join("\n")] : []),
    ...(command === "lint"
      ? [`Commands:\n${table(commandNames.map((name) => [commands[name].usage, commands[name].summary]))}`]
      : []),
    ...optionGroups(command),
    ...(command === "lint" ? [`Exit codes:\n${table(exitCodes)}`] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function optionGroups(command: CommandName): readonly string[] {
  const groups = new Map<string, [string, string][]>();
  for (const [name, spec] of Object.entries<OptionSpec>(options)) {
    if (spec.commands && !spec.commands.includes(command)) continue;
    const rows = groups.get(spec.group);
    const row: [string, string] = [flagText(name, spec), spec.summary];
    if (rows) rows.push(row);
    else groups.set(spec.group, [row]);
  }
  return [...groups].map(([group, rows]) => `${group}:\n${table(rows)}`);
}

function flagText(name: string, spec: OptionSpec): string {
  const value = spec.choices ? ` ${spec.choices.join("|")}` : spec.value ? ` ${spec.value}` : "";
  return `${spec.short ? `-${spec.short}, ` : ""}--${name}${value}`;
}

/** Two columns; a long first cell stands on a line of its own. */
function table(rows: readonly (readonly [string, string])[]): string {
  const longest = 28;
  const column = Math.min(longest, Math.max(...rows.map(([left]) => left.length))) + 4;
  return rows
    .flatMap(([left, right]) => {
      const lines = fold(right, column);
      return left.length <= longest
        ? [`  ${left.padEnd(column - 2)}${lines[0]}`, ...lines.slice(1).map((line) => " ".repeat(column) + line)]
        : [`  ${left}`, ...lines.map((line) => " ".repeat(column) + line)];
    })
    .join("\n");
}

function fold(text: string, indent: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) as string;
    if (line !== "" && indent + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
