import { ts } from "ts-morph";
import type { RouteFacts } from "../../../facts/routes.ts";
import type { CreateExtractor } from "../extractor.ts";
import { createInterest } from "./interest.ts";
import { createLowering } from "./lower.ts";
import { isWorthKeeping } from "./statements.ts";

/** Code that cannot serve: nothing of it is kept. */
const SERVERLESS_ROLES = new Set(["migration", "frontend"]);

/** Lowers what of a file can make, register or guard routes; null when there is nothing. */
export const createRoutes: CreateExtractor<RouteFacts | null> = ({ file, role, sourceFile }) => {
  if (SERVERLESS_ROLES.has(role)) return { visitors: {}, finish: () => null };
  const interest = createInterest();
  return {
    visitors: {
      [ts.SyntaxKind.FunctionDeclaration]: interest.functionLike,
      [ts.SyntaxKind.FunctionExpression]: interest.functionLike,
      [ts.SyntaxKind.ArrowFunction]: interest.functionLike,
      [ts.SyntaxKind.MethodDeclaration]: interest.functionLike,
      [ts.SyntaxKind.Constructor]: interest.functionLike,
      [ts.SyntaxKind.CallExpression]: interest.call,
    },
    finish() {
      const program = createLowering(sourceFile, interest).statements(sourceFile.statements).filter(isWorthKeeping);
      return program.length === 0 ? null : { file, program };
    },
  };
};
