export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** As the runner's ActionCommand.TryParseV2 reads a line of the log; null for a line that is no command. */
export function parseCommand(line: string): Command | null {
  const text = line.trimStart();
  if (!text.startsWith("::")) return null;
  const end = text.indexOf("::", 2);
  if (end < 0) return null;
  const head = text.slice(2, end);
  const space = head.indexOf(" ");
  const properties = (space < 0 ? "" : head.slice(space + 1))
    .split(",")
    .filter((property) => property.trim() !== "")
    .map(
      (property) =>
        [
          property.slice(0, property.indexOf("=")).trim(),
          unescape(property.slice(property.indexOf("=") + 1), true),
        ] as const,
    );
  return {
    name: space < 0 ? head : head.slice(0, space),
    properties: Object.fromEntries(properties),
    data: unescape(text.slice(end + 2), false),
  };
}

function unescape(text: string, property: boolean): string {
  const escapes: [string, string][] = [
    ["%0D", "\r"],
    ["%0A", "\n"],
    ...(property
      ? ([
          ["%3A", ":"],
          ["%2C", ","],
        ] as [string, string][])
      : []),
    ["%25", "%"],
  ];
  return escapes.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

/** The commands that the runner obeys in a log: what stands between `stop-commands` and its token is only printed. */
export function obeyedIn(log: string): readonly Command[] {
  const commands: Command[] = [];
  let waiting: string | null = null;
  for (const line of log.split("\n")) {
    const command = parseCommand(line);
    if (command === null) continue;
    if (waiting !== null) {
      if (command.name === waiting) waiting = null;
    } else if (command.name === "stop-commands") waiting = command.data;
    else commands.push(command);
  }
  return commands;
}

/** The outputs of a step as the runner reads them from its file. */
export function outputsIn(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, name, end] = /^([^<=]+)<<(.+)$/.exec(lines[at] as string) ?? [];
    if (name === undefined || end === undefined) continue;
    const close = lines.indexOf(end, at + 1);
    outputs[name] = lines.slice(at + 1, close).join("\n");
    at = close;
  }
  return outputs;
}
