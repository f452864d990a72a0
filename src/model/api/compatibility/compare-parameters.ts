import type { ApiNode } from "../../../facts/api-source.ts";
import type { Call } from "./call.ts";
import { placed, type Difference, type Direction } from "./difference.ts";
import type { Ledger } from "./ledger.ts";

/** Headers that other parts of the document describe (OpenAPI 3.1, 4.8.12.1: these are ignored as parameters). */
const described = /^(?:accept|content-type|authorization)$/i;

/** The parameters of a call, in the direction in which they go. */
export function compareParameters(before: Call, after: Call, call: number, ledger: Ledger): void {
  const direction: Direction = after.reversed ? "response" : "request";
  const old = byIdentity(before);
  const now = byIdentity(after);
  for (const [identity, parameter] of now) {
    const was = old.get(identity);
    if (was) compareOne(was, parameter, direction, call, ledger);
    else if (
      !movedFrom(parameter, before, now) &&
      parameter.flag("required") === true &&
      parameter.text("in") !== "path" &&
      direction === "request"
    )
      ledger.write(
        difference(parameter, direction, {
          kind: "parameter-required-added",
          fact: "is new, and required in",
          confidence: hasDefault(parameter) ? "medium" : "high",
        }),
        call,
      );
  }
  for (const [identity, parameter] of old) {
    if (now.has(identity) || parameter.text("in") === "path" || parameter.flag("deprecated") === true) continue;
    const moved = after.parameters.find(
      (other) => nameOf(other) === nameOf(parameter) && !old.has(identityOf(other, after)),
    );
    const place = moved ? placed(moved, "in") : placed(after.node, "parameters");
    const fact = moved ? `moved from the ${parameter.text("in")} to the ${moved.text("in")} in` : "is gone from";
    ledger.write(
      {
        ...difference(parameter, direction, {
          kind: moved ? "parameter-moved" : "parameter-removed",
          fact,
          confidence: moved ? "high" : "medium",
        }),
        ...place,
      },
      call,
    );
  }
}

function compareOne(was: ApiNode, now: ApiNode, direction: Direction, call: number, ledger: Ledger): void {
  const say = (said: Pick<Difference, "kind" | "fact"> & Partial<Difference>, keyword: string) =>
    ledger.write({ ...difference(now, direction, said), ...placed(now, keyword) }, call);
  if (
    direction === "request" &&
    now.flag("required") === true &&
    was.flag("required") !== true &&
    now.text("in") !== "path"
  )
    say(
      {
        kind: "parameter-became-required",
        fact: "is now required in",
        was: "was optional",
        confidence: hasDefault(now) ? "medium" : "high",
      },
      "required",
    );
  const [oldStyle, newStyle] = [styleOf(was), styleOf(now)];
  if (oldStyle !== newStyle && isStructured(was) && isStructured(now))
    say(
      { kind: "parameter-style-changed", fact: `was written as ${oldStyle}, and is as ${newStyle} in` },
      now.has("style") ? "style" : now.has("explode") ? "explode" : "name",
    );
  ledger.schemas(schemaOf(was), schemaOf(now), direction, subjectOf(now), call);
}

/** The schema of a parameter or header; in 2.0 the parameter says itself what a schema would. */
export function schemaOf(parameter: ApiNode): ApiNode | null {
  const content = parameter.get("content")?.members()[0];
  return parameter.get("schema") ?? content?.get("schema") ?? (parameter.has("type") ? parameter : null);
}

function hasDefault(parameter: ApiNode): boolean {
  return schemaOf(parameter)?.has("default") ?? false;
}

/** Parameters of the path by their order in it, for their names are nothing to clients. */
function byIdentity(call: Call): ReadonlyMap<string, ApiNode> {
  return new Map(
    call.parameters
      .filter((parameter) => parameter.text("in") !== "header" || !described.test(nameOf(parameter)))
      .map((parameter) => [identityOf(parameter, call), parameter]),
  );
}

function identityOf(parameter: ApiNode, call: Call): string {
  const place = parameter.text("in") ?? "";
  const name = nameOf(parameter);
  if (place === "header") return `header ${name.toLowerCase()}`;
  if (place !== "path") return `${place} ${name}`;
  const names = [...call.label.matchAll(/\{([^{}]*)\}/g)].map(([, inner]) => inner);
  return `path ${names.indexOf(name)}`;
}

function movedFrom(parameter: ApiNode, before: Call, now: ReadonlyMap<string, ApiNode>): boolean {
  return before.parameters.some((other) => nameOf(other) === nameOf(parameter) && !now.has(identityOf(other, before)));
}

/** How lists and objects are written; the defaults of OpenAPI 3.0 (4.7.12.2) and 2.0 filled in. */
function styleOf(parameter: ApiNode): string {
  if (parameter.has("content")) return "a media type";
  const place = parameter.text("in");
  const collection = parameter.text("collectionFormat");
  if (collection !== null || (parameter.has("type") && !parameter.has("schema")))
    return words[collection ?? "csv"] ?? `\`${collection}\``;
  const style = parameter.text("style") ?? (place === "query" || place === "cookie" ? "form" : "simple");
  const explode = parameter.flag("explode") ?? style === "form";
  if (style === "form" && explode) return words["multi"] ?? style;
  if (style === "form" || (style === "simple" && !explode)) return words["csv"] ?? style;
  if (style === "spaceDelimited") return words["ssv"] ?? style;
  if (style === "pipeDelimited") return words["pipes"] ?? style;
  return `\`${style}\`${explode && style !== "deepObject" ? " exploded" : ""}`;
}

const words: Readonly<Record<string, string>> = {
  csv: "one list with commas",
  multi: "repeated parameters",
  ssv: "one list with spaces",
  tsv: "one list with tabs",
  pipes: "one list with bars",
};

function isStructured(parameter: ApiNode): boolean {
  const schema = schemaOf(parameter);
  const types = schema?.has("items") ? ["array"] : [schema?.text("type") ?? "", ...(schema?.texts("type") ?? [])];
  return types.includes("array") || types.includes("object") || parameter.has("content");
}

function nameOf(parameter: ApiNode): string {
  return parameter.text("name") ?? "";
}

function subjectOf(parameter: ApiNode): string {
  return `${parameter.text("in")} parameter \`${nameOf(parameter)}\``;
}

function difference(
  parameter: ApiNode,
  direction: Direction,
  said: Pick<Difference, "kind" | "fact"> & Partial<Difference>,
): Difference {
  const subject = subjectOf(parameter);
  return {
    direction,
    subject,
    was: null,
    key: `${said.kind} ${subject}`,
    confidence: "high",
    ...placed(parameter),
    ...said,
  };
}
