/** What an installed archlint cannot do without: the command, the API, every rule's page for `explain`, the schema. */
const needed = [
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "schema.json",
  "dist/src/cli/main.js",
  "dist/src/index.js",
  "dist/src/index.d.ts",
  "docs/archlint-matcher.json",
  "docs/rules/README.md",
];

const allowed =
  /^(?:dist\/(?:chunks\/[\w-]+\.js|rules\/registry\.js|src\/[\w./-]+\.(?:js|d\.ts))|docs\/rules\/[\w./-]+\.md)$/;

/** The needed files that are not among the packed ones; so is the page of every rule, given by its id. */
export function missingFromPackage(files: readonly string[], rules: readonly string[]): readonly string[] {
  const packed = new Set(files);
  return [...needed, ...rules.map((id) => `docs/rules/${id}.md`)].filter((file) => !packed.has(file));
}

/** The packed files that belong to the development of archlint, or that nobody knows. */
export function strayInPackage(files: readonly string[]): readonly string[] {
  return files.filter((file) => !needed.includes(file) && !allowed.test(file));
}
