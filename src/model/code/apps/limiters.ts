import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A rate limiter, where it is made. */
export interface Limiter {
  readonly call: Call;
  readonly library: string;
  /** Whether several servers count together: `memory` where each counts for itself. */
  readonly store: "memory" | "shared" | "unknown";
}

interface Maker {
  readonly library: string;
  /** The member of the options that names a store; null where there is none to name. */
  readonly store: string | null;
}

const MAKERS: Readonly<Record<string, Maker>> = {
  "express-rate-limit": { library: "express-rate-limit", store: "store" },
  "express-rate-limit.rateLimit": { library: "express-rate-limit", store: "store" },
  "express-slow-down": { library: "express-slow-down", store: "store" },
  "express-slow-down.slowDown": { library: "express-slow-down", store: "store" },
  "hono-rate-limiter.rateLimiter": { library: "hono-rate-limiter", store: "store" },
  "@nestjs/throttler.ThrottlerModule.forRoot": { library: "@nestjs/throttler", store: "storage" },
  "rate-limiter-flexible.RateLimiterMemory": { library: "rate-limiter-flexible", store: null },
  "koa-ratelimit": { library: "koa-ratelimit", store: "db" },
};

export function limiters(program: CallProgram): readonly Limiter[] {
  return [...program.calls()].flatMap((call) => {
    const maker = MAKERS[program.signatureOf(call) ?? ""];
    if (maker)
      return [{ call, library: maker.library, store: storeOf(program.argument(call, 0), maker.store, program) }];
    if (call.record.callee.path.at(-1) !== "register") return [];
    const plugin = program.argument(call, 0);
    const origin = plugin && program.originOfValue(plugin);
    if (origin?.kind !== "package" || !/^(?:@fastify\/rate-limit|fastify-rate-limit)$/.test(origin.package)) return [];
    const options = program.argument(call, 1);
    const store = storeOf(options, "redis", program);
    return [{ call, library: origin.package, store: store === "memory" ? storeOf(options, "store", program) : store }];
  });
}

function storeOf(options: FileValue | null, name: string | null, program: CallProgram): Limiter["store"] {
  if (name === null || !options) return "memory";
  const given = program.valueOf(options);
  // Nest's throttler takes a list of limits, and then has no store of its own.
  if (given.value.kind === "array") return "memory";
  const member = program.memberOf(given, [name]);
  if (member.is !== "value") return member.is === "absent" ? "memory" : "unknown";
  if (name === "db" && program.memberOf(given, ["driver"]).is === "value") {
    const driver = program.memberOf(given, ["driver"]);
    return driver.is === "value" && driver.value.value.kind === "literal" && driver.value.value.value === "memory"
      ? "memory"
      : "shared";
  }
  const { value } = member.value;
  if (value.kind === "call") {
    const made = program.tables.get(member.value.file)?.calls[value.call];
    if (made && program.signatureOf(made)?.endsWith(".MemoryStore")) return "memory";
  }
  return "shared";
}
