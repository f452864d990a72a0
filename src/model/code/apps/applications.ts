import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A server application, where it is made. */
export interface Application {
  readonly call: Call;
  readonly framework: "express" | "fastify" | "koa" | "hono" | "nestjs";
}

const MAKERS: Readonly<Record<string, Application["framework"]>> = {
  express: "express",
  fastify: "fastify",
  "fastify.fastify": "fastify",
  koa: "koa",
  "hono.Hono": "hono",
  "@nestjs/core.NestFactory.create": "nestjs",
};

/** The applications the server makes, in order. */
export function applications(program: CallProgram): readonly Application[] {
  return [...program.calls()].flatMap((call) => {
    const framework = MAKERS[program.signatureOf(call) ?? ""];
    return framework && (call.record.form === "call" || call.record.form === "new") ? [{ call, framework }] : [];
  });
}
