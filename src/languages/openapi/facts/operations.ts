import type { ApiServer, Operation, Parameter, SecurityRequirement } from "../../../facts/api.ts";
import { anchorOf } from "../anchor.ts";
import { isVersion3 } from "../dialect.ts";
import { isObject, member, referenceOf, textAt, textsAt } from "../json.ts";
import { isFailure, type Located, type Resolution } from "../load/references.ts";
import { escapeSegment } from "../pointer.ts";
import { requestBodyAt, requestBodyOfParameters, responsesAt } from "./bodies.ts";
import { requirementsAt } from "./security.ts";
import { serversAt } from "./servers.ts";
import type { Shapes } from "./shapes.ts";
import type { LocatedObject, Source } from "./source.ts";

const methods = new Set("get put post delete options head patch trace query".split(" "));

/** What operations take over from the document when they do not say it themselves. */
export interface Inherited {
  readonly servers: readonly ApiServer[];
  readonly security: readonly SecurityRequirement[] | undefined;
}

/** Every operation under `paths`, in the order they are written. Webhooks and callbacks are calls the API makes, not serves. */
export function operationsOf(source: Source, inherited: Inherited, shapes: Shapes): readonly Operation[] {
  return operationsUnder("paths", source, inherited, shapes).filter(({ path }) => path.startsWith("/"));
}

/** 3.1's `webhooks`, keyed by a name where `paths` has a path. */
export function webhooksOf(source: Source, inherited: Inherited, shapes: Shapes): readonly Operation[] {
  return isVersion3(source.dialect) ? operationsUnder("webhooks", source, inherited, shapes) : [];
}

function operationsUnder(
  key: "paths" | "webhooks",
  source: Source,
  inherited: Inherited,
  shapes: Shapes,
): readonly Operation[] {
  return source.members(source.objectAt(source.root, key)).flatMap((written) => {
    const items = pathItems(written, source);
    return items
      .flatMap((item, index) =>
        methodsOf(item, source).filter(
          (method) => !items.slice(0, index).some((nearer) => Object.hasOwn(nearer.value, method.key)),
        ),
      )
      .flatMap((method) => {
        const operation = source.object(method);
        if (!operation) return [];
        const address = `/${key}/${escapeSegment(written.key)}/${methodSegment(method.method)}`;
        return [
          {
            ...operationAt(written.key, method.method, operation, items, source, inherited, shapes),
            // By its path, for an operation in a file of its own is still this one.
            anchor: anchorOf(source.root.file, source.root.file, address),
          },
        ];
      });
  });
}

function methodSegment(method: string): string {
  const lower = method.toLowerCase();
  return methods.has(lower) ? lower : `additionalOperations/${escapeSegment(method)}`;
}

/** A path item and the one its `$ref` leads to: what stands beside the `$ref` wins. */
function pathItems(written: Located, source: Source): readonly LocatedObject[] {
  const items: LocatedObject[] = [];
  let at: Located | undefined = written;
  while (at && isObject(at.value) && !items.some((item) => item.value === at?.value)) {
    items.push(at as LocatedObject);
    const reference = referenceOf(at.value);
    const next: Resolution | undefined =
      reference === undefined ? undefined : source.references.follow(at.file, reference);
    at = next && !isFailure(next) ? next : undefined;
  }
  return items;
}

function methodsOf(item: LocatedObject, source: Source): readonly (Located & { key: string; method: string })[] {
  return source.members(item).flatMap((written) => {
    if (methods.has(written.key)) return [{ ...written, method: written.key.toUpperCase() }];
    if (written.key !== "additionalOperations") return [];
    return source.members(source.object(written)).map((additional) => ({ ...additional, method: additional.key }));
  });
}

function operationAt(
  path: string,
  method: string,
  operation: LocatedObject,
  items: readonly LocatedObject[],
  source: Source,
  inherited: Inherited,
  shapes: Shapes,
): Omit<Operation, "anchor"> {
  const { root } = source;
  const own = requirementsAt(operation, source);
  const security = own ?? inherited.security;
  const servers =
    serversAt(operation, source) ??
    items.map((item) => serversAt(item, source)).find((found) => found !== undefined) ??
    inherited.servers;
  const parameters = effectiveParameters(operation, items, source);
  const body = isVersion3(source.dialect)
    ? requestBodyAt(operation, source, shapes)
    : requestBodyOfParameters(operation, parameters, source, shapes);
  return {
    document: root.file,
    method,
    path,
    operationId: textAt(operation.value, "operationId") ?? null,
    deprecated: member(operation.value, "deprecated") === true,
    tags: textsAt(operation.value, "tags"),
    basePaths: servers.length > 0 ? [...new Set(servers.map((server) => server.basePath))] : [""],
    security: security ?? [],
    securityFrom: own ? "operation" : inherited.security ? "document" : "nowhere",
    securityAt: own
      ? { file: operation.file, pointer: `${operation.pointer}/security` }
      : inherited.security
        ? { file: root.file, pointer: "/security" }
        : null,
    parameters: parameters.flatMap((parameter) => parameterAt(parameter, source, shapes) ?? []),
    requestBody: body,
    responses: responsesAt(operation, source, shapes),
    at: source.place(operation),
  };
}

/** The path's parameters, replaced by the operation's of the same name and place. */
function effectiveParameters(
  operation: LocatedObject,
  items: readonly LocatedObject[],
  source: Source,
): readonly LocatedObject[] {
  const parameters = new Map<string, LocatedObject>();
  for (const at of [operation, ...items]) {
    for (const item of source.items(at, "parameters")) {
      const parameter = source.object(item);
      if (!parameter) continue;
      const identity = `${textAt(parameter.value, "in")} ${textAt(parameter.value, "name")}`;
      if (!parameters.has(identity)) parameters.set(identity, parameter);
    }
  }
  return [...parameters.values()];
}

function parameterAt(parameter: LocatedObject, source: Source, shapes: Shapes): Parameter | null {
  const place = textAt(parameter.value, "in") ?? "";
  // Those are 2.0's request body.
  if (place === "body" || place === "formData") return null;
  return {
    name: textAt(parameter.value, "name") ?? "",
    in: place,
    required: member(parameter.value, "required") === true || place === "path",
    schema: isVersion3(source.dialect)
      ? shapes.of(source.member(parameter, "schema") ?? contentSchema(parameter, source))
      : shapes.of(parameter),
    at: source.place(parameter),
    anchor: source.anchor(parameter),
  };
}

function contentSchema(parameter: LocatedObject, source: Source): Located | undefined {
  const [content] = source.members(source.objectAt(parameter, "content"));
  const media = content && source.object(content);
  return media && source.member(media, "schema");
}
