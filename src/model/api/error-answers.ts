import type { Operation } from "../../facts/api.ts";

/** Whether an operation says what it answers with a status: by itself, by its range (`4XX`) or by `default`. */
export function answers(operation: Operation, status: number): boolean {
  const range = `${Math.floor(status / 100)}xx`;
  return operation.responses.some((response) => {
    const written = response.status.toLowerCase();
    return written === String(status) || written === range || written === "default";
  });
}

/** Whether it answers anything of a class: `4` for client errors, `5` for server errors; `default` stands for all of them. */
export function answersClass(operation: Operation, digit: 4 | 5): boolean {
  return operation.responses.some(({ status }) => status.startsWith(String(digit)) || status === "default");
}

/** Answers that have no errors of their own to describe: what browsers ask before a request, and a GET without its body. */
export function isBareMethod(operation: Operation): boolean {
  return operation.method === "OPTIONS" || operation.method === "HEAD" || operation.method === "TRACE";
}
