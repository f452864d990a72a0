import type { ApiDocument, Operation, Response } from "../../facts/api.ts";
import { secretName } from "../schema/secret-names.ts";
import { successesOf } from "./answers.ts";
import { isJson } from "./declared.ts";

/** A successful answer that nobody but its receiver may keep, and the member that makes it so. */
export interface SensitiveAnswer {
  readonly operation: Operation;
  readonly response: Response;
  readonly member: string;
}

/** Members that are no more than words about a secret, or are public by design. */
const harmless = /count|limit|type|uri|url|name|expires|status|page|cursor|next|public|publishable|continuation|sync/i;

/** The answers with credentials or card numbers in them: at the top of the body, or in the items of a list. */
export function sensitiveAnswersOf(document: ApiDocument): readonly SensitiveAnswer[] {
  return document.operations.flatMap((operation) =>
    operation.deprecated
      ? []
      : successesOf(operation).flatMap((response) => {
          const shapes = response.contents
            .filter(isJson)
            .flatMap(({ schema }) => (schema ? [schema.items ?? schema] : []));
          const property = shapes
            .flatMap(({ properties }) => properties)
            .find(({ name, types }) => types.includes("string") && secretName(name) !== null && !harmless.test(name));
          return property ? [{ operation, response, member: property.name }] : [];
        }),
  );
}
