/** The names between braces in a path, in order: `["owner", "id"]` of `/users/{owner}/{id}.json`. What follows `?` is no path. */
export function templateNames(path: string): readonly string[] {
  return [...(path.split("?")[0] as string).matchAll(/\{([^{}]*)\}/g)].map((match) => nameIn(match[1] as string));
}

/** Dialects of templates say more than the name: `{+path}`, `{path*}`, `{name=projects/*}`, `{id:[0-9]+}`. */
function nameIn(expression: string): string {
  return expression
    .trim()
    .replace(/^[+#./;&]/, "")
    .replace(/[=:].*$|\*$/, "");
}
