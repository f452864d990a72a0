import type { ApiDocument, Operation, Response } from "../../facts/api.ts";
import { isProtocolEndpoint } from "./paths.ts";

/** An error that has a body, and the media types it comes in: in lower case, their parameters aside. */
export interface TypedError {
  readonly operation: Operation;
  readonly response: Response;
  readonly types: readonly string[];
}

/** Errors of any type say nothing, and protocols of their own answer as those say. */
export function mediaTypesOfErrors(document: ApiDocument): readonly TypedError[] {
  return document.operations
    .filter(({ path }) => !isProtocolEndpoint(path))
    .flatMap((operation) =>
      operation.responses.flatMap((response) => {
        if (!/^[45]/.test(response.status)) return [];
        const types = response.contents.map(({ mediaType }) => bareType(mediaType));
        return types.length === 0 || types.some((type) => type.includes("*")) ? [] : [{ operation, response, types }];
      }),
    );
}

function bareType(mediaType: string): string {
  return (mediaType.split(";")[0] as string).trim().toLowerCase();
}
