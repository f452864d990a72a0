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
  "dist/rules/registry.js",
  "docs/rules/README.md",
];

const allowed = /^(?:dist\/(?:src|rules)\/[\w./-]+\.(?:js|d\.ts)|docs\/rules\/[\w./-]+\.md)$/;

/** The needed files that are not among the packed ones; a rule without its page counts as one. */
export function missingFromPackage(files: readonly string[]): readonly string[] {
  const packed = new Set(files);
  const pages = files.flatMap((file) => {
    const id = /^dist\/rules\/([\w-]+\/[\w-]+)\.js$/.exec(file)?.[1];
    return id === undefined ? [] : [`docs/rules/${id}.md`];
  });
  return [...needed, ...pages].filter((file) => !packed.has(file));
}

/** The packed files that belong to the development of archlint, or that nobody knows. */
export function strayInPackage(files: readonly string[]): readonly string[] {
  return files.filter((file) => !needed.includes(file) && !allowed.test(file));
}
