/** Files that are YAML or JSON and never a contract: not even their beginning is read. */
const neverDocuments =
  /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|composer\.(?:json|lock)|pnpm-(?:lock|workspace)\.ya?ml|tsconfig[^/]*\.json|jsconfig[^/]*\.json|nest-cli\.json|angular\.json|nx\.json|turbo\.json|lerna\.json|renovate\.json|docker-compose[^/]*\.ya?ml|\.[^/]*rc\.(?:json|ya?ml)|manifest\.json)$/i;
/**
 * `vendor` at the top only: deeper it may be a part of the business, as in services/vendor. `.speakeasy` holds the copy
 * that a client is made from.
 */
const vendored =
  /^vendor\/|(?:^|\/)(?:node_modules|bower_components|jspm_packages|third[-_]party|\.yarn|\.pnpm-store|\.speakeasy|site-packages|\.venv)\//i;
const tests =
  /(?:^|\/)(?:tests?|__tests__|__snapshots__|__fixtures__|__mocks__|fixtures?|testdata|test[-_]data|test[-_]fixtures|snapshots?|e2e|cypress|mocks?)\//i;
const testFile = /[.-](?:test|spec|snap|fixture|mock)\.(?:ya?ml|json)$/i;
const examples = /(?:^|\/)(?:examples?|samples?|demos?)\//i;

export function mayBeDocument(file: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(file) && !neverDocuments.test(file);
}

export function isVendored(file: string): boolean {
  return vendored.test(file);
}

/** A document that tests feed to something is no promise of the project. */
export function isTestMaterial(file: string): boolean {
  return tests.test(file) || testFile.test(file);
}

export function isExample(file: string): boolean {
  return examples.test(file);
}
