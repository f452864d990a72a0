import type { ApiDocument, Operation } from "../../../facts/api.ts";
import type { ApiNode } from "../../../facts/api-source.ts";
import { pathKey } from "../resources.ts";
import { isReplacedVersion, isUnstable, mayGo, type Allowances } from "./allowed.ts";
import { readCall, type Call } from "./call.ts";
import { compareRequestBody, compareResponses } from "./compare-bodies.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareSecurity } from "./compare-security.ts";
import type { Difference } from "./difference.ts";
import type { Ledger } from "./ledger.ts";

/** The operations, webhooks and callbacks of a document before and after. */
export function compareOperations(
  before: ApiDocument,
  after: ApiDocument,
  elsewhere: ReadonlySet<string>,
  allowed: Allowances,
  ledger: Ledger,
): void {
  const find = finder(after.operations);
  const gone: Operation[] = [];
  for (const old of before.operations) {
    const node = before.source.node(old.at);
    if (isReplacedVersion(old, after.operations)) continue;
    const now = find(old);
    if (!now) {
      if (!mayGo(old, node, allowed) && !elsewhere.has(routeOf(old.method, old.path))) gone.push(old);
      continue;
    }
    if (isUnstable(old, node, allowed)) continue;
    const pair = callsOf({ document: before, operation: old }, { document: after, operation: now });
    if (!pair) continue;
    const call = compareCalls(pair.old, pair.now, ledger);
    compareSecurity({ operation: old, document: before }, { operation: now, document: after }, call, ledger);
    compareCallbacks(pair.old, pair.now, ledger);
  }
  writeGone(gone, after, ledger);
  compareWebhooks(before, after, allowed, ledger);
}

function compareCalls(old: Call, now: Call, ledger: Ledger): number {
  const call = ledger.enter(now);
  compareParameters(old, now, call, ledger);
  compareRequestBody(old, now, call, ledger);
  compareResponses(old, now, call, ledger);
  return call;
}

interface Owned {
  readonly document: ApiDocument;
  readonly operation: Operation;
}

function callsOf(old: Owned, now: Owned): { readonly old: Call; readonly now: Call } | null {
  const read = ({ document, operation }: Owned): Call | null => {
    const node = document.source.node(operation.at);
    const item = document.source.node({ file: document.file, pointer: `/paths/${escapeKey(operation.path)}` });
    const said = { label: `${operation.method} ${operation.path}`, reversed: false };
    return node && readCall(document, node, item, said);
  };
  const [before, after] = [read(old), read(now)];
  return before && after && { old: before, now: after };
}

/** By method and path, names of parameters aside; and by the path with the base path before it, for some move from the one to the other. */
function finder(operations: readonly Operation[]): (old: Operation) => Operation | undefined {
  const byPath = new Map<string, Operation>();
  const byRoute = new Map<string, Operation>();
  for (const operation of operations) {
    byPath.set(routeOf(operation.method, operation.path), operation);
    for (const base of operation.basePaths) byRoute.set(routeOf(operation.method, base + operation.path), operation);
  }
  return (old) =>
    byPath.get(routeOf(old.method, old.path)) ??
    old.basePaths.map((base) => byRoute.get(routeOf(old.method, base + old.path))).find((found) => found !== undefined);
}

export function routeOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${pathKey(path)}`;
}

/** A path that is gone with what stood below it is one change, however many operations it had. */
function writeGone(gone: readonly Operation[], after: ApiDocument, ledger: Ledger): void {
  const keysLeft = new Set(after.operations.map(({ path }) => pathKey(path)));
  const paths = new Map<string, Operation[]>();
  for (const operation of gone) {
    const key = pathKey(operation.path);
    if (keysLeft.has(key)) {
      const at = {
        file: after.file,
        pointer: `/paths/${escapeKey(after.operations.find(({ path }) => pathKey(path) === key)?.path ?? "")}`,
      };
      ledger.write(
        removal("operation-removed", `\`${operation.method} ${operation.path}\``, "is gone", at, operation.anchor),
        null,
      );
    } else paths.set(key, [...(paths.get(key) ?? []), operation]);
  }
  const tops = [...paths.keys()].filter(
    (key) => ![...paths.keys()].some((other) => other !== key && key.startsWith(`${other}/`)),
  );
  for (const top of tops) {
    const [first] = paths.get(top) ?? [];
    if (!first) continue;
    const below = [...paths].filter(([key]) => key.startsWith(`${top}/`));
    const count = below.reduce((sum, [, operations]) => sum + operations.length, paths.get(top)?.length ?? 0);
    const within = below.length > 0 ? `, and ${below.length} below it` : "";
    const fact = `is gone${within}, with ${count} ${count === 1 ? "operation" : "operations"}`;
    const at = { file: after.file, pointer: `/paths/${escapeKey(first.path)}` };
    ledger.write(removal("path-removed", `path \`${first.path}\``, fact, at, `openapi:${first.path}`), null);
  }
}

export function removal(
  kind: Difference["kind"],
  subject: string,
  fact: string,
  at: Difference["at"],
  anchor: string,
): Difference {
  return {
    kind,
    direction: "request",
    subject,
    fact,
    was: null,
    at,
    anchor,
    key: `${kind} ${subject}`,
    confidence: "high",
  };
}

function compareWebhooks(before: ApiDocument, after: ApiDocument, allowed: Allowances, ledger: Ledger): void {
  for (const old of before.webhooks) {
    const node = before.source.node(old.at);
    const now = after.webhooks.find(({ path, method }) => path === old.path && method === old.method);
    if (!now) {
      const at = { file: after.file, pointer: `/webhooks/${escapeKey(old.path)}` };
      if (!mayGo(old, node, allowed))
        ledger.write(removal("webhook-removed", `webhook \`${old.path}\``, "is gone", at, old.anchor), null);
      continue;
    }
    const [sent, sends] = [node, after.source.node(now.at)];
    const said = { label: `webhook ${old.path}`, reversed: true };
    if (sent && sends && !isUnstable(old, node, allowed))
      compareCalls(readCall(before, sent, null, said), readCall(after, sends, null, said), ledger);
  }
}

/** Callbacks are webhooks that an operation asks for. */
function compareCallbacks(old: Call, now: Call, ledger: Ledger): void {
  const after = new Map(callbacksOf(now).map((callback) => [callback.key, callback]));
  for (const { key, name, node } of callbacksOf(old)) {
    const same = after.get(key);
    const said = { label: `callback ${name} of ${now.label}`, reversed: true };
    if (same)
      compareCalls(readCall(old.document, node, null, said), readCall(now.document, same.node, null, said), ledger);
    else
      ledger.write(
        removal(
          "webhook-removed",
          `callback \`${name}\` of \`${now.label}\``,
          "is gone",
          now.node.place("callbacks"),
          now.node.anchor,
        ),
        null,
      );
  }
}

function callbacksOf(call: Call): readonly { readonly key: string; readonly name: string; readonly node: ApiNode }[] {
  return (call.node.get("callbacks")?.members() ?? []).flatMap((callback) =>
    callback
      .members()
      .flatMap((item) =>
        item
          .members()
          .flatMap((node) =>
            /^(?:get|put|post|delete|patch)$/.test(node.key)
              ? [{ key: `${callback.key} ${item.key} ${node.key}`, name: callback.key, node }]
              : [],
          ),
      ),
  );
}

function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
