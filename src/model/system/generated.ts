import type { Project } from "../project.ts";

/** Libraries that make the document from the code, at run time or in a build. */
const GENERATORS =
  /^(?:@nestjs\/swagger|@fastify\/swagger|@hono\/zod-openapi|hono-openapi|tsoa|@tsoa\/runtime|swagger-jsdoc|next-swagger-doc|@asteasolutions\/zod-to-openapi|trpc-openapi|trpc-to-openapi|@elysiajs\/(?:swagger|openapi)|routing-controllers-openapi|koa-swagger-decorator|express-jsdoc-swagger)(?=\/|$)/;

/** The library by which a service makes its document from its code, as its modules import it; null where none is seen. */
export function documentGenerator(
  { code, serviceOf }: Pick<Project, "serviceOf"> & { readonly code: Pick<Project["code"], "modules"> },
  service: string,
): string | null {
  for (const { file, imports } of code.modules) {
    if (serviceOf(file).root !== service) continue;
    for (const { specifier, target, runtime } of imports) {
      const found = target === null && runtime ? GENERATORS.exec(specifier) : null;
      if (found) return found[0];
    }
  }
  return null;
}
