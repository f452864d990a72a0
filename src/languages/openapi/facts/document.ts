import type { ApiDocument, ApiProblem } from "../../../facts/api.ts";
import type { ApiSource } from "../../../facts/api-source.ts";
import { anchorOf } from "../anchor.ts";
import { isVersion3 } from "../dialect.ts";
import { member, textAt } from "../json.ts";
import { operationsOf, webhooksOf } from "./operations.ts";
import { requirementsAt, securitySchemes } from "./security.ts";
import { composedServers, serversAt } from "./servers.ts";
import { Shapes } from "./shapes.ts";
import type { Source } from "./source.ts";

/** The facts of a document whose root could be read. */
export function documentFacts(
  source: Source,
  written: ApiSource,
  version: string,
  problems: readonly ApiProblem[],
): ApiDocument {
  const { root, dialect } = source;
  const info = source.objectAt(root, "info");
  const infoVersion = info && member(info.value, "version");
  const servers = isVersion3(dialect) ? (serversAt(root, source) ?? []) : composedServers(source);
  const security = requirementsAt(root, source);
  const shapes = new Shapes(source);
  return {
    file: root.file,
    version,
    dialect,
    title: (info && textAt(info.value, "title")) ?? null,
    infoVersion: typeof infoVersion === "string" || typeof infoVersion === "number" ? String(infoVersion) : null,
    servers,
    securitySchemes: securitySchemes(source),
    hasDefaultSecurity: security !== undefined,
    operations: operationsOf(source, { servers, security }, shapes),
    webhooks: webhooksOf(source, { servers, security }, shapes),
    tags: source.items(root, "tags").flatMap((tag) => textAt(source.object(tag)?.value ?? {}, "name") ?? []),
    files: source.references.files.map((loaded) => loaded.file),
    problems,
    source: written,
    at: { file: root.file, pointer: dialect === "2.0" ? "/swagger" : "/openapi" },
    anchor: anchorOf(root.file, root.file, ""),
  };
}
