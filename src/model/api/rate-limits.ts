import type { Operation, Response } from "../../facts/api.ts";
import { segmentsOf } from "./paths.ts";

const guessing =
  /^(?:log-?in|sign-?in|authenticate|auth|otp|mfa|2fa|verify(?:-?(?:otp|code|email|phone))?|(?:forgot|reset|recover)-?password|password-?(?:reset|recovery|forgot)|passwordless|magic-?link|(?:send|resend|request)-?(?:otp|code|sms|email)|sessions?)$/i;
const searching = /^(?:search|query|autocomplete|suggest(?:ions)?)$/i;

/** Why an operation needs a limit of its own; null for one that is like any other. */
export function temptationOf(operation: Operation): "guessed at" | "costly" | null {
  const last = segmentsOf(operation.path).at(-1) ?? "";
  if (operation.method === "POST" && guessing.test(last)) return "guessed at";
  return searching.test(last) && (operation.method === "GET" || operation.method === "POST") ? "costly" : null;
}

/** Whether a 429 says when to come back: `Retry-After`, or the moment at which the limit starts anew. */
export function saysWhenToRetry({ headers }: Response): boolean {
  return headers.some((header) => /^retry-after|rate-?limit$|rate-?limit.*(?:reset|retry)/i.test(header));
}

/** How a header spells the limit: `X-RateLimit-*`, `RateLimit-*`, `X-Rate-Limit-*`; null for any other header. */
export function rateLimitSpelling(header: string): string | null {
  const found = /^(x-)?(rate-limit|ratelimit)(?=-|$)/i.exec(header);
  if (!found) return null;
  const isSplit = (found[2] as string).includes("-");
  return `${found[1] ? "X-" : ""}${isSplit ? "Rate-Limit" : "RateLimit"}-*`;
}
