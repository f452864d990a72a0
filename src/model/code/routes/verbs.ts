/**
 * The methods by which Express and Koa's routers register, and what they serve: those of Node's `http.METHODS` that
 * anybody uses, `all`, and the old name of `delete`.
 */
export const VERBS: Readonly<Record<string, string>> = {
  get: "GET",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
  del: "DELETE",
  head: "HEAD",
  options: "OPTIONS",
  all: "ALL",
  trace: "TRACE",
  search: "SEARCH",
  propfind: "PROPFIND",
  copy: "COPY",
  move: "MOVE",
  lock: "LOCK",
  unlock: "UNLOCK",
  report: "REPORT",
};
