import type { Option } from "../rule/options.ts";
import { oneOf } from "./config-error.ts";

/** Whether an option can have this value. */
export function takes(option: Option<unknown>, value: unknown): boolean {
  switch (option.kind) {
    case "text":
      return typeof value === "string";
    case "count":
      return Number.isInteger(value) && (value as number) >= (option.minimum ?? 0);
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && (option.choices ?? []).includes(value);
    case "list":
      return isTextList(value);
    case "lists":
      return isObject(value) && Object.values(value).every(isTextList);
  }
}

/** What an option takes, in words; undefined for a kind that there is not. */
export function expectedBy(option: Option<unknown>): string | undefined {
  switch (option.kind) {
    case "text":
      return "a string";
    case "count":
      return `a whole number, ${option.minimum ?? 0} or more`;
    case "flag":
      return "true or false";
    case "choice":
      return oneOf((option.choices ?? []).map((name) => JSON.stringify(name)));
    case "list":
      return "a list of strings";
    case "lists":
      return "an object of lists of strings";
    default:
      return undefined;
  }
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
