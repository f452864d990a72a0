import type { ApiDocument, Operation, Response } from "../../facts/api.ts";
import type { ApiNode } from "../../facts/api-source.ts";
import { jsonOf, successesOf } from "./answers.ts";
import { liveOperationsOf } from "./live-operations.ts";
import { isListed } from "./bounds.ts";
import { isVersionSegment, segmentsOf } from "./paths.ts";
import { isItemPath } from "./resources.ts";
import { propertiesOf, schemaOf, typesOf } from "./schemas.ts";

/** An operation that lists: a GET whose answer is an array, or an envelope around one. */
export interface Collection {
  readonly operation: Operation;
  readonly response: Response;
  /** The whole body. */
  readonly body: ApiNode;
  /** The array in it; the body itself where there is no envelope. */
  readonly array: ApiNode;
}

/** What an envelope calls its array when it does not call it as the path does. */
const payload =
  /^(?:data|items?|results?|values?|entries|records?|list|elements|contents?|collection|rows|hits|objects|resources|nodes|edges|matches|_embedded)$/i;
/** What stands beside the array in an envelope. */
const aside =
  /total|count|page|paging|pagination|cursor|next|prev|more|offset|limit|size|links?$|meta|token|object|url|uri|start|end|first|last|self|kind|version|status|success|message|code|errors?|warnings?|request_?id|order|sort|from|to|incomplete|took|etag|type/i;
/** Lists that whoever runs the API fills, and not its users. */
const fixed =
  /^(?:countr(?:y|ies)|currenc(?:y|ies)|languages?|locales?|time-?zones?|regions?|zones|availability-zones|(?:[\w-]+-)?sizes|platforms|defaults|enums?|types?|[\w-]+[-_](?:types|kinds|statuses|status|codes)|[a-z]+(?:Types|Kinds|Statuses)|statuses|states|kinds|categories|versions|features|capabilities|flags|feature-?flags|limits|quotas?|permissions|scopes|units|schemas?|settings|preferences|options|config(?:uration)?s?|plans|tiers|pricing|prices|providers|summary|stats|statistics|metrics|counts|aggregat(?:e|es|ions)|autocomplete|suggest(?:ions)?|typeahead|top|trending|popular|random|latest|recent|breadcrumbs?|tree|ancestors|path)$/i;

const known = new WeakMap<ApiDocument, readonly Collection[]>();

/** The operations of a document that list, in the order they are written. */
export function collectionsOf(document: ApiDocument): readonly Collection[] {
  const found = known.get(document) ?? collect(document);
  known.set(document, found);
  return found;
}

function collect(document: ApiDocument): readonly Collection[] {
  return liveOperationsOf(document).flatMap((operation) => {
    if (operation.method !== "GET" || isItemPath(operation.path)) return [];
    const response = successesOf(operation).find((each) => jsonOf(each));
    const content = response && jsonOf(response);
    const body = content && schemaOf(document, content);
    const array = body && arrayOf(body, operation);
    return response && body && array ? [{ operation, response, body, array }] : [];
  });
}

function arrayOf(body: ApiNode, operation: Operation): ApiNode | null {
  if (isArray(body)) return body;
  const properties = propertiesOf(body);
  const arrays = properties.filter(({ schema, name }) => isArray(schema) && !/^(?:links|errors|warnings)$/i.test(name));
  const [only] = arrays;
  if (!only) return null;
  const named =
    arrays.find(({ name }) => isNamedAs(name, operation.path)) ?? arrays.find(({ name }) => payload.test(name));
  if (named) return named.schema;
  const others = properties.filter(({ schema }) => schema !== only.schema);
  return arrays.length === 1 && others.every(({ name }) => aside.test(name)) ? only.schema : null;
}

function isArray(schema: ApiNode): boolean {
  const types = typesOf(schema);
  return types.length === 1 ? types[0] === "array" : types.length === 0 && schema.has("items");
}

/** `ssh_keys` of `/account/keys`, `orderItems` of `/order-items`. */
function isNamedAs(property: string, path: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, "");
  const last = plain(segmentsOf(path).at(-1) ?? "");
  return last.length > 2 && plain(property).endsWith(last.replace(/json$/, ""));
}

/**
 * Whether a list is short by what it is: its array has a `maxItems`, its items are values of an enum, it is a catalogue
 * that the operator of the API keeps, or the client says which ones it wants.
 */
export function isShortList({ operation, array }: Collection): boolean {
  const items = array.get("items");
  if (array.number("maxItems") !== null || (items !== null && isListed(items))) return true;
  const last = segmentsOf(operation.path).at(-1) ?? "";
  // `GET /v1/` says what there is to ask for.
  return isVersionSegment(last) || fixed.test(last) || operation.parameters.some(isChoice);
}

/** `?ids=1,2,3`: as many as were asked for. */
function isChoice({ name, required, schema, in: place }: Operation["parameters"][number]): boolean {
  if (place !== "query") return false;
  const isArray = schema?.types.includes("array") === true;
  return (required && isArray) || (/^(?:ids|keys|[a-z]+(?:_ids|Ids))(?:\[\])?$/.test(name) && (required || isArray));
}
