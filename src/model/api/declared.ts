import type { Content, Operation, Response } from "../../facts/api.ts";
import { declaresHeader } from "./answers.ts";

/** Whether one of the statuses is declared, by itself or by its class (`4XX`). `default` says nothing of any of them. */
export function declaresStatus(operation: Operation, ...statuses: readonly string[]): boolean {
  return operation.responses.some(({ status }) =>
    statuses.some((wanted) => status === wanted || status.toUpperCase() === `${wanted.charAt(0)}XX`),
  );
}

export function declaresOneOf(response: Response, headers: readonly string[]): boolean {
  return headers.some((header) => declaresHeader(response, header));
}

export function isJson(content: Content): boolean {
  return /^application\/(?:.+\+)?json\b/i.test(content.mediaType) || content.mediaType === "*/*";
}
