import type { Module } from "../../../facts/code.ts";
import type { FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import type { GraphqlServer } from "./servers.ts";

/** Packages that refuse queries that go too deep or cost too much. */
const LIMITS =
  /^(?:graphql-depth-limit|graphql-query-complexity|graphql-cost-analysis|graphql-validation-complexity|graphql-query-count-limit|@graphile\/depth-limit|@escape\.tech\/graphql-armor[\w-]*|@envelop\/(?:depth-limit|resource-limitations)|@pothos\/plugin-complexity|graphql-no-batched-queries|graphql-rate-limit-directive|@graphql-hive\/yoga)(?:$|[/.])/;
/** Where only queries known beforehand are answered, none can be too deep. */
const KNOWN_ONLY = /^@graphql-yoga\/plugin-persisted-operations(?:$|\.)/;
const NAMED = /depth|complex|cost|limit|armou?r|persisted|trusted|allow-?list/i;

/** Whether a server refuses what would cost too much: `unknown` where what it is told is not all in the source. */
export function limitsOf({ options }: GraphqlServer, program: CallProgram): "limited" | "unlimited" | "unknown" {
  if (!options) return "unlimited";
  if (options.value.kind !== "object") return "unknown";
  let open = options.value.open;
  for (const name of ["queryDepth", "onlyPersisted", "maxDepth", "complexity"]) {
    const member = program.memberOf(options, [name]);
    if (member.is === "value") return "limited";
  }
  for (const name of ["validationRules", "plugins"]) {
    const member = program.memberOf(options, [name]);
    if (member.is !== "value") {
      open ||= member.is === "unknown";
      continue;
    }
    const { file, value } = program.valueOf(member.value);
    if (value.kind !== "array") {
      open = true;
      continue;
    }
    open ||= value.open;
    for (const item of value.items) {
      const answer = limiting({ file, value: item }, program);
      if (answer === true) return "limited";
      if (answer === null) open = true;
    }
  }
  return open ? "unknown" : "unlimited";
}

/** Null where what it does is out of sight, or it is named for a limit. */
function limiting(item: FileValue, program: CallProgram): boolean | null {
  const value = program.valueOf(item);
  const origin = program.originOfValue(item);
  const text =
    origin.kind === "package"
      ? [origin.package, ...origin.path].join(".")
      : value.value.kind === "call"
        ? program.signatureOf(callAt(value, value.value.call, program))
        : null;
  if (text === null) return null;
  return LIMITS.test(text) || KNOWN_ONLY.test(text) ? true : NAMED.test(text) ? null : false;
}

function callAt({ file }: FileValue, index: number, program: CallProgram) {
  return program.tables.get(file)?.calls[index] as Parameters<CallProgram["signatureOf"]>[0];
}

/** Packages of the project that import what limits queries: it may be put in the way in more places than the options. */
export function packagesWithLimits(modules: readonly Module[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { imports, package: folder } of modules)
    if (imports.some(({ specifier }) => LIMITS.test(specifier) || KNOWN_ONLY.test(specifier))) found.add(folder);
  return found;
}
