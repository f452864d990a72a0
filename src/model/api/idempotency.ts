import type { ApiDocument, Operation } from "../../facts/api.ts";
import { liveOperationsOf } from "./live-operations.ts";
import { isOpenByNature, isVersionSegment, segmentsOf } from "./paths.ts";

const header = /idempoten|^repeatability-request-id$|^paypal-request-id$/i;
const member = /idempoten|^request_?id$|^client_?(?:request|order|transaction|reference)_?(?:id|token)$|^clienttoken$/i;
/** POST by need and not by nature: what is asked for is too long for a URL. */
const reading =
  /^(?:search|query|find|filter|list|get|lookup|fetch|count|validate|verify|check|preview|estimate|calculate|quote|simulate|dry-?run|test|export|report|authorize|login|refresh|batch-?get)(?:$|[A-Z_-])/;
const verbs = /^(?:create|initiate|execute|submit|new|add|make|place|send|confirm|capture|process)$/i;
const money =
  /^(?:.*[-_])?(?:payments?|charges?|refunds?|transfers?|payouts?|orders?|purchases?|checkouts?|withdrawals?|deposits?|transactions?|top-?ups?|donations?|disbursements?|settlements?|reversals?|invoices?|bookings?|reservations?)$/i;

/** The header or the member by which an operation knows a repeated request; null when there is none. */
export function idempotencyKeyOf(operation: Operation): string | null {
  const parameter = operation.parameters.find(({ name, in: place }) => place === "header" && header.test(name));
  if (parameter) return parameter.name;
  const sent = operation.requestBody?.contents.flatMap(({ schema }) => schema?.properties ?? []) ?? [];
  return sent.find(({ name }) => member.test(name))?.name ?? null;
}

/** The POSTs that make something, each time they are sent. */
export function creatingPostsOf(document: ApiDocument): readonly Operation[] {
  return liveOperationsOf(document).filter(
    (operation) =>
      operation.method === "POST" &&
      !isOpenByNature(operation) &&
      !reading.test(segmentsOf(operation.path.replaceAll(":", "/")).at(-1) ?? ""),
  );
}

/** Whether what is made twice costs twice: payments, orders, bookings. */
export function movesMoney({ path }: Operation): boolean {
  const words = segmentsOf(path).filter((segment) => !isVersionSegment(segment) && !verbs.test(segment));
  const last = words.at(-1) ?? "";
  // `/repos/{name}/transfer` does something to the one thing; `/orders/{id}/refunds` makes another.
  if (path.includes("{") && !/s$/i.test(last)) return false;
  return money.test(last) && !words.some((word) => /sandbox|test/i.test(word));
}
