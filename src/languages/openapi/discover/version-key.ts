import { topLevelMembers } from "./json-members.ts";

/** The version key of a document's root: `openapi: 3.1.0` or `swagger: "2.0"`. */
export interface VersionKey {
  readonly key: "openapi" | "swagger";
  /** As written, without quotes. */
  readonly version: string;
}

export type Recognition =
  | { readonly is: "root"; readonly found: VersionKey }
  /** Nothing in the part that was looked at says no, but the key was not in it. */
  | { readonly is: "unsure" }
  | { readonly is: "other" };

/**
 * The keys an OpenAPI root may begin with: a generator that sorts its keys writes megabytes of `components` before
 * `openapi`, so such a file must be read on.
 */
const rootKeys = new Set(
  "basePath components consumes definitions externalDocs host info jsonSchemaDialect openapi parameters paths produces responses schemes security securityDefinitions servers swagger tags webhooks $self $schema".split(
    " ",
  ),
);
const versionText = /^["']?(\d[\w.+-]*)["']?/;
/** Only one of these makes a file worth reading to its end: `tags` or `parameters` alone may begin anything. */
const telling = new Set(
  "basePath components definitions host info paths security securityDefinitions servers webhooks swagger openapi".split(
    " ",
  ),
);

/**
 * Looks for the version key at the top level of a YAML or JSON text, without parsing it. `whole` says whether `text` is
 * the whole file or its beginning.
 */
export function recognise(text: string, whole: boolean): Recognition {
  const start = text.search(/\S/);
  if (start < 0) return { is: "other" };
  return text[start] === "{" ? recogniseJson(text, whole) : recogniseYaml(text, whole);
}

function recogniseJson(text: string, whole: boolean): Recognition {
  let known = true;
  let tells = false;
  let members = 0;
  for (const { key, valueStart } of topLevelMembers(text)) {
    members++;
    if (key === "openapi" || key === "swagger") {
      const version = versionText.exec(text.slice(valueStart, valueStart + 40));
      if (version) return { is: "root", found: { key, version: version[1] as string } };
      return { is: "other" };
    }
    if (!rootKeys.has(key) && !key.startsWith("x-")) known = false;
    if (telling.has(key)) tells = true;
  }
  return !whole && known && (tells || members === 0) ? { is: "unsure" } : { is: "other" };
}

const yamlVersion = /^(["']?)(openapi|swagger)\1[ \t]*:[ \t]*["']?(\d[\w.+-]*)["']?[ \t]*(?:#.*)?\r?$/m;
const yamlKey = /^(["']?)([A-Za-z$][\w$-]*)\1[ \t]*:(?=\s|$)/gm;

function recogniseYaml(text: string, whole: boolean): Recognition {
  const found = yamlVersion.exec(text);
  // A text cut short may end inside the version.
  if (found && (whole || found.index + found[0].length < text.length)) {
    return { is: "root", found: { key: found[2] as VersionKey["key"], version: found[3] as string } };
  }
  if (whole) return { is: "other" };
  if (found) return { is: "unsure" };
  let tells = false;
  let keys = 0;
  for (const [, , key] of text.matchAll(yamlKey)) {
    keys++;
    if (!rootKeys.has(key as string) && !(key as string).startsWith("x-")) return { is: "other" };
    if (telling.has(key as string)) tells = true;
  }
  // No key at all: a long comment, such as a licence, stands before the first one.
  const onlyComments = keys === 0 && /^(?:[ \t]*(?:#.*)?\r?\n|---[^\n]*\n|%[^\n]*\n)*(?:#[^\n]*)?$/.test(text);
  return tells || onlyComments ? { is: "unsure" } : { is: "other" };
}
