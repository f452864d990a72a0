import type { ApiDocument } from "../../facts/api.ts";
import type { Api } from "../project.ts";

/**
 * What reports about one API have in common, to fold them by. Two or three documents are an API each; more than that are
 * most often the parts or the versions of one, and a habit of theirs is said once.
 */
export function apiKey(api: Api, document: ApiDocument): string {
  return api.documents.length > 3 ? "all documents" : document.file;
}
