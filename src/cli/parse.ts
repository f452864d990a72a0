import { parseArgs } from "node:util";
import { closest } from "../findings/did-you-mean.ts";
import { commandNames, type Invocation } from "./commands.ts";
import { options, type CommandName, type OptionName, type OptionSpec, type OptionValues } from "./options.ts";
import { UsageError } from "./usage-error.ts";

const specs: Readonly<Record<string, OptionSpec>> = options;
const names = Object.keys(options) as readonly OptionName[];

/** Reads the command line. Throws a {@link UsageError} that names what was not understood. */
export function parseCommandLine(argv: readonly string[]): Invocation {
  const { tokens } = parseArgs({
    args: [...argv],
    // Not strict: its errors know no near misses and no commands.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      names.map((name) => {
        const spec = specs[name] as OptionSpec;
        return [
          name,
          { type: spec.kind === "flag" ? "boolean" : "string", ...(spec.short ? { short: spec.short } : {}) },
        ];
      }),
    ),
  });
  const values = emptyValues();
  const given = new Set<OptionName>();
  const positionals: string[] = [];
  let command: CommandName = "lint";
  let terminated = false;
  for (const token of tokens) {
    if (token.kind === "option-terminator") terminated = true;
    else if (token.kind === "positional") {
      if (positionals.length === 0 && command === "lint" && !terminated && isCommand(token.value))
        command = token.value;
      else positionals.push(token.value);
    } else {
      const name = known(token.name, token.rawName);
      given.add(name);
      setValue(values, name, token);
    }
  }
  if (!values["help"]) for (const name of given) mustFit(name, command);
  return { command, args: positionals, options: values as unknown as OptionValues };
}

function isCommand(word: string): word is CommandName {
  return word !== "lint" && commandNames.includes(word as CommandName);
}

function emptyValues(): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [name, specs[name]?.kind === "flag" ? false : specs[name]?.kind === "list" ? [] : undefined]),
  );
}

function known(name: string, rawName: string): OptionName {
  if (Object.hasOwn(specs, name)) return name as OptionName;
  const near = closest(name, names);
  throw new UsageError(`there is no option ${rawName}${near ? `; did you mean --${near}?` : ""}`);
}

function mustFit(name: OptionName, command: CommandName): void {
  const fitting = specs[name]?.commands;
  if (!fitting || fitting.includes(command)) return;
  throw new UsageError(
    `archlint ${command} takes no --${name}${fitting.length === 1 && fitting[0] === "lint" ? ", only a check does" : ""}`,
  );
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function setValue(values: Record<string, unknown>, name: OptionName, token: OptionToken): void {
  const spec = specs[name] as OptionSpec;
  if (spec.kind === "flag") {
    if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
    values[name] = true;
    return;
  }
  const value = textValue(spec, token);
  if (spec.kind === "list") values[name] = [...(values[name] as readonly string[]), value];
  else if (spec.kind === "count") values[name] = wholeNumber(token.rawName, value);
  else values[name] = value;
}

function textValue(spec: OptionSpec, { rawName, value, inlineValue }: OptionToken): string {
  const expected = spec.choices ? spec.choices.join(", ") : (spec.value ?? "a value");
  if (value === undefined || value === "") throw new UsageError(`${rawName} needs a value: ${expected}`);
  if (!inlineValue && value.startsWith("-"))
    throw new UsageError(`${rawName} needs a value: ${expected}; if it is ${value}, write ${rawName}=${value}`);
  if (spec.choices && !spec.choices.includes(value)) {
    const near = closest(value, spec.choices);
    throw new UsageError(`${rawName} is one of ${expected}, not ${value}${near ? `; did you mean ${near}?` : ""}`);
  }
  return value;
}

function wholeNumber(rawName: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`${rawName} needs a whole number from 0 on, not ${value}`);
}
