import type { ApiNode } from "../../../facts/api-source.ts";
import type { Call, CallContent, CallResponse } from "./call.ts";
import { schemaOf } from "./compare-parameters.ts";
import { listed, placed, type Difference, type Direction } from "./difference.ts";
import type { Ledger } from "./ledger.ts";

type Said = Pick<Difference, "kind" | "fact" | "subject"> & Partial<Difference>;

function said(node: ApiNode, keyword: string | undefined, direction: Direction, words: Said): Difference {
  return {
    direction,
    was: null,
    key: `${words.kind} ${words.subject}`,
    confidence: "high",
    ...placed(node, keyword),
    ...words,
  };
}

/** The body a call is made with. */
export function compareRequestBody(before: Call, after: Call, call: number, ledger: Ledger): void {
  const direction: Direction = after.reversed ? "response" : "request";
  const [old, now] = [before.body, after.body];
  const subject = "the body";
  if (!now) {
    if (old)
      ledger.write(
        said(after.node, "requestBody", direction, {
          kind: "request-body-removed",
          subject,
          fact: "is gone from",
          confidence: "medium",
        }),
        call,
      );
    return;
  }
  // Of a form each field says whether it is required.
  if (now.required && !old?.required && now.fields.length === 0 && direction === "request") {
    const fact = old ? "is now required in" : "is new, and required in";
    ledger.write(said(now.node, "required", direction, { kind: "body-required", subject, fact }), call);
  }
  if (!old) {
    compareFields([], now.fields, direction, call, ledger);
    return;
  }
  if (old.fields.length > 0 && now.fields.length > 0)
    return compareFields(old.fields, now.fields, direction, call, ledger);
  compareContents(old.contents, now.contents, { node: now.node, direction, subject, sure: true }, call, ledger);
}

/** The form fields of 2.0. */
function compareFields(
  old: readonly ApiNode[],
  now: readonly ApiNode[],
  direction: Direction,
  call: number,
  ledger: Ledger,
): void {
  for (const field of now) {
    const name = field.text("name") ?? "";
    const was = old.find((other) => other.text("name") === name);
    const subject = `form field \`${name}\``;
    if (field.flag("required") === true && was?.flag("required") !== true) {
      const kind = was ? "property-became-required" : "property-required-added";
      ledger.write(
        said(field, "required", direction, {
          kind,
          subject,
          fact: was ? "is now required in" : "is new, and required in",
        }),
        call,
      );
    }
    ledger.schemas(was ? schemaOf(was) : null, schemaOf(field), direction, subject, call);
  }
}

/** What a call is answered with. */
export function compareResponses(before: Call, after: Call, call: number, ledger: Ledger): void {
  const direction: Direction = after.reversed ? "request" : "response";
  for (const old of before.responses) {
    const now = findResponse(after.responses, old.status);
    if (now) compareResponse(old, now, direction, call, ledger);
    // Clients must know what success is; how failures are told may grow and shrink.
    else if (old.status.startsWith("2") && !after.responses.some(({ status }) => status === "default"))
      ledger.write(
        said(after.node, "responses", direction, {
          kind: "status-removed",
          subject: `status \`${old.status}\``,
          fact: "is gone from",
          key: `status-removed ${old.status}`,
        }),
        call,
      );
  }
}

function findResponse(responses: readonly CallResponse[], status: string): CallResponse | undefined {
  const range = `${status[0]}XX`;
  return (
    responses.find((response) => response.status === status) ?? responses.find((response) => response.status === range)
  );
}

function compareResponse(
  old: CallResponse,
  now: CallResponse,
  direction: Direction,
  call: number,
  ledger: Ledger,
): void {
  const subject = `the body of \`${old.status}\``;
  const succeeds = old.status.startsWith("2");
  if (old.contents.length > 0 && now.contents.length === 0) {
    if (old.contents.some(({ schema }) => schema !== null))
      ledger.write(
        said(now.node, "content", direction, {
          kind: "response-body-removed",
          subject,
          fact: "is gone from",
          confidence: succeeds ? "high" : "medium",
        }),
        call,
      );
  } else
    compareContents(old.contents, now.contents, { node: now.node, direction, subject, sure: succeeds }, call, ledger);
  for (const header of old.headers) {
    const name = header.key;
    const same = now.headers.find((other) => other.key.toLowerCase() === name.toLowerCase());
    const words = `header \`${name}\` of \`${old.status}\``;
    const required = header.flag("required") === true;
    if (!same) {
      if (header.flag("deprecated") !== true && !/^(?:content-type|authorization)$/i.test(name))
        ledger.write(
          said(now.node, "headers", direction, {
            kind: "header-removed",
            subject: words,
            fact: "is gone from",
            confidence: required ? "high" : "medium",
          }),
          call,
        );
      continue;
    }
    if (required && same.flag("required") !== true)
      ledger.write(
        said(same, "required", direction, {
          kind: "header-became-optional",
          subject: words,
          fact: "may now be missing in",
          was: "was required",
        }),
        call,
      );
    ledger.schemas(schemaOf(header), schemaOf(same), direction, words, call);
  }
}

interface Owner {
  readonly node: ApiNode;
  readonly direction: Direction;
  readonly subject: string;
  readonly sure: boolean;
}

function compareContents(
  old: readonly CallContent[],
  now: readonly CallContent[],
  { node, direction, subject, sure }: Owner,
  call: number,
  ledger: Ledger,
): void {
  const gone: string[] = [];
  for (const content of old) {
    const same = now.find(({ mediaType }) => covers(mediaType, content.mediaType));
    if (same) ledger.schemas(content.schema, same.schema, direction, subject, call);
    else gone.push(content.mediaType);
  }
  if (gone.length === 0) return;
  const fact = `is no longer ${direction === "request" ? "taken" : "sent"} as ${listed(gone)} in`;
  const key = `media-type-removed ${gone.toSorted().join(" ")}`;
  // A document that named no type, or any, named none that a client would ask for.
  const confidence = sure && gone.some((type) => !type.includes("*")) && now.length > 0 ? "high" : "medium";
  ledger.write(said(node, "content", direction, { kind: "media-type-removed", subject, fact, key, confidence }), call);
}

/** `application/*` takes `application/json`; whatever JSON is called. */
function covers(range: string, mediaType: string): boolean {
  if (range === mediaType || range === "*/*") return true;
  return range.endsWith("/*") && mediaType.startsWith(range.slice(0, -1));
}
