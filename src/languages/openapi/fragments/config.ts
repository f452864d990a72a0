import { type Literal, readLiteral } from "./literal.ts";
import { closeOf, endOfExpression, skipBlank } from "./scan.ts";

/** What a file gives to swagger-jsdoc. */
export interface Config {
  readonly definition: Literal;
  readonly apis: readonly Entry[];
}

/** One of `apis`. */
export interface Entry {
  /** A glob, as written. */
  readonly glob: string;
  /** Whether it starts at the file's own folder; at the working directory otherwise, which is the package's root. */
  readonly fromHere: boolean;
}

/** Whether a file may be such a one; of no use but to spare reading the others. */
export function mentionsJsdoc(code: string): boolean {
  return /["']swagger-jsdoc["']/.test(code);
}

/** Reads the options of swagger-jsdoc out of a file that imports it; null when they are not there or cannot be read. */
export function readConfig(code: string): Config | null {
  if (!mentionsJsdoc(code)) return null;
  const written = /\b(?:swaggerDefinition|definition)\b\s*(:|(?=,))/.exec(code);
  const apis = /\bapis\b\s*:/.exec(code);
  if (!written || !apis) return null;
  const isShort = written[1] !== ":";
  const definition = readLiteral(code, isShort ? written.index : written.index + written[0].length);
  const entries = entriesAt(code, skipBlank(code, apis.index + apis[0].length));
  return typeof definition.value === "object" && definition.value !== null && entries
    ? { definition, apis: entries }
    : null;
}

/** Null as soon as one entry is not known: a document of which a part is missing would be a wrong one. */
function entriesAt(code: string, start: number): readonly Entry[] | null {
  if (code[start] !== "[") return null;
  const end = closeOf(code, start);
  const entries: Entry[] = [];
  for (let at = skipBlank(code, start + 1); at < end - 1; at = skipBlank(code, at)) {
    const next = endOfExpression(code, at);
    const entry = entryOf(code.slice(at, next).trim());
    if (!entry) return null;
    entries.push(entry);
    if (code[next] !== ",") break;
    at = next + 1;
  }
  return entries;
}

/** `"./src/**\/*.ts"`, `${process.cwd()}/docs/*.yml`, `path.join(__dirname, "../routes/*.ts")`. */
function entryOf(written: string): Entry | null {
  const parts = [...written.matchAll(/(["'`])((?:(?!\1)[^\\\n])*)\1/g)];
  const around = parts.reduce((rest, [part]) => rest.replace(part, ""), written).replace(/\s/g, "");
  if (
    parts.length === 0 ||
    !/^(?:(?:path\.)?(?:join|resolve)\((?:(?:__dirname|process\.cwd\(\)),)?,*\))?$/.test(around)
  )
    return null;
  let fromHere = around.includes("__dirname");
  const glob = parts
    .map(([, , text = ""]) =>
      text.replace(/^\$\{(?:(__dirname)|process\.cwd\(\))\}\/?/, (_, here?: string) => {
        fromHere ||= here !== undefined;
        return "";
      }),
    )
    .join("/");
  return glob.includes("${") || glob.startsWith("/") ? null : { glob, fromHere };
}
