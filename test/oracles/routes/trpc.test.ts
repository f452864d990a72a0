import { TRPCError } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { extracted, observed } from "./table.ts";
import { appRouter, caller } from "./trpc/procedures/app.ts";

const METHODS = { query: "GET", mutation: "POST", subscription: "GET" } as const;
/** Where tRPC itself keeps what a procedure is, which its adapters read. */
interface Defined {
  readonly ["_def"]: { readonly type: keyof typeof METHODS };
}

const STATUS: Readonly<Record<string, number>> = { UNAUTHORIZED: 401, FORBIDDEN: 403 };

/** The status a procedure would answer with, called by nobody. */
async function statusOf(path: string): Promise<number> {
  type Node = ((input?: unknown) => Promise<unknown>) & { readonly [key: string]: Node };
  const nobody = caller({ session: null, requests: 0 }) as unknown as Node;
  const called = path.split(".").reduce<Node>((node, key) => node[key] as Node, nobody);
  try {
    await called();
    return 200;
  } catch (error) {
    return error instanceof TRPCError ? (STATUS[error.code] ?? 500) : 500;
  }
}

/** The same routers, called with tRPC and read: the same procedures, turning away the same callers. */
describe("the tRPC routers", () => {
  it("serve what is extracted, to whom", async () => {
    // What is lazy is only there once somebody asked.
    for (const { load } of Object.values(appRouter["_def"].lazy)) await load();
    const seen: string[] = [];
    for (const [path, procedure] of Object.entries(appRouter["_def"].procedures)) {
      const { type } = (procedure as Defined)["_def"];
      seen.push(observed(METHODS[type], `{TRPC}/${path}`, await statusOf(path)));
    }
    const folder = new URL("trpc/procedures/", import.meta.url).pathname;
    expect(seen).toHaveLength(13);
    expect(extracted(folder)).toEqual(seen.sort());
  });
});
