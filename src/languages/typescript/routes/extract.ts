import { ts } from "ts-morph";
import type { RouteFacts } from "../../../facts/routes.ts";
import type { CodeRole } from "../../../rule/code-visitor.ts";
import type { CreateExtractor } from "../extractor.ts";
import { createInterest } from "./interest.ts";
import { createLowering } from "./lower.ts";
import { isWorthKeeping } from "./statements.ts";

/** What stands in a folder such as `public/` is taken for front-end code; a server's frameworks say otherwise. */
const SERVER_FRAMEWORKS =
  /["'](?:@nestjs\/[\w-]+|@fastify\/[\w-]+|fastify|fastify-plugin|koa|@koa\/router|koa-router|hono|@hono\/zod-openapi|@trpc\/server|next\/(?:server|headers)|next-auth(?:\/[\w-]+)?|@supabase\/ssr|express|express-promise-router|routing-controllers)["']/;

function canServe(role: CodeRole, text: string): boolean {
  if (role === "migration") return false;
  return role !== "frontend" || SERVER_FRAMEWORKS.test(text);
}

/** Lowers what of a file can make, register or guard routes; null when there is nothing. */
export const createRoutes: CreateExtractor<RouteFacts | null> = ({ file, role, sourceFile, text }) => {
  if (!canServe(role, text)) return { visitors: {}, finish: () => null };
  const interest = createInterest();
  return {
    visitors: {
      [ts.SyntaxKind.FunctionDeclaration]: interest.functionLike,
      [ts.SyntaxKind.FunctionExpression]: interest.functionLike,
      [ts.SyntaxKind.ArrowFunction]: interest.functionLike,
      [ts.SyntaxKind.MethodDeclaration]: interest.functionLike,
      [ts.SyntaxKind.Constructor]: interest.functionLike,
      [ts.SyntaxKind.CallExpression]: interest.call,
      [ts.SyntaxKind.NewExpression]: interest.make,
      [ts.SyntaxKind.ClassDeclaration]: interest.classLike,
      [ts.SyntaxKind.ClassExpression]: interest.classLike,
    },
    finish() {
      const program = createLowering(sourceFile, interest).statements(sourceFile.statements).filter(isWorthKeeping);
      return program.length === 0 ? null : { file, program };
    },
  };
};
