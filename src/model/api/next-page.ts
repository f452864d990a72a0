import type { ApiNode } from "../../facts/api-source.ts";
import { declaresHeader } from "./answers.ts";
import type { Collection } from "./collections.ts";
import { propertiesOf, typesOf } from "./schemas.ts";

/** Names by which an answer says how to go on, or whether there is more. */
const onward =
  /next|cursor|more$|^more|token|marker|continu|bookmark|lastevaluated|links?$|(?:is|at)last|last_?page|total_?pages|page_?info|paging|pagination|scroll/i;

/** Whether an answer says where the next page is: in its envelope, in an object beside the array, or in a header. */
export function saysNextPage({ body, array, response }: Collection): boolean {
  if (response.headers.some((header) => /^link$|next|cursor|more|page/i.test(header))) return true;
  return body.id !== array.id && propertiesOf(body).some(({ name, schema }) => onward.test(name) || hasOnward(schema));
}

function hasOnward(schema: ApiNode): boolean {
  return !typesOf(schema).includes("array") && propertiesOf(schema).some(({ name }) => onward.test(name));
}

/** Whether an answer leads on by a link alone, so that clients need no parameter. */
export function leadsOnByLink({ body, response }: Collection): boolean {
  if (declaresHeader(response, "link")) return true;
  const links = propertiesOf(body).flatMap((property) =>
    /^_?links?$|^paging$|^pagination$|^meta$/i.test(property.name)
      ? [property, ...propertiesOf(property.schema)]
      : [property],
  );
  return links.some(({ name }) => /^next(?:_?(?:url|uri|href|link|page_?u(?:rl|ri)))?$|^@odata\.nextLink$/i.test(name));
}
