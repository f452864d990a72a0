import type { DeclaredService, Project } from "../project.ts";

/** The innermost declared service that a file stands in, of those that say something of documents or of histories. */
export function declaredFor(
  { declaredServices = [] }: Pick<Project, "declaredServices">,
  file: string,
  about: "documents" | "histories",
): DeclaredService | null {
  let found: DeclaredService | null = null;
  for (const service of declaredServices) {
    if (service[about] === null || !(service.root === "" || file.startsWith(`${service.root}/`))) continue;
    if (found === null || service.root.length > found.root.length) found = service;
  }
  return found;
}
