import type { GraphqlOperation } from "../../../facts/graphql.ts";

/** Operations of one service that ask for credentials or not, and those that stand beside each other. */
interface OpenOperation {
  readonly operation: GraphqlOperation;
  /** Those of the same file that ask who is calling; of the whole service where none there does. */
  readonly guarded: readonly GraphqlOperation[];
  /** Nearly all of its neighbours of the same kind ask: it looks forgotten. */
  readonly stands: boolean;
  /** How many of the service were looked at. */
  readonly of: number;
}

/** Signing in, what anybody may see, and what says that the server is there. */
const PUBLIC =
  /^_|sign_?(in|up|out)|log_?(in|out)|register|authenticate|auth|token|refresh|session|password|forgot|reset|verif|confirm|activat|magic|otp|invit|captcha|oauth|sso|health|ping|version|hello|public|published|contact|newsletter|subscribe|feedback|track|telemetry|webhook|^get_?config|settings$|^node$/i;

/** Operations that answer everybody, where others of the service ask who is calling. */
export function openOperations(
  operations: readonly GraphqlOperation[],
  serviceOf: (file: string) => string,
): readonly OpenOperation[] {
  const services = grouped(operations, ({ file }) => serviceOf(file));
  return [...services.values()].flatMap((all): readonly OpenOperation[] => {
    const required = all.filter(({ auth }) => auth === "required");
    if (required.length === 0) return [];
    const expected = all.filter((each) => !isOpenOnPurpose(each));
    const files = grouped(expected, ({ file, operation }) => `${file}\0${operation}`);
    return expected
      .filter(({ auth }) => auth === "none")
      .map((operation) => {
        const beside = files.get(`${operation.file}\0${operation.operation}`) ?? [];
        const guarded = beside.filter(({ auth }) => auth === "required");
        const alike = beside.filter(({ auth }) => auth === "none").length - 1;
        return {
          operation,
          guarded: guarded.length > 0 ? guarded : required,
          stands: operation.operation === "mutation" && guarded.length >= 2 && guarded.length >= 2 * alike,
          of: expected.length,
        };
      });
  });
}

function isOpenOnPurpose({ name, declaredPublic, guards }: GraphqlOperation): boolean {
  return (
    PUBLIC.test(name) ||
    declaredPublic === true ||
    guards.some(({ scope, identifies }) => identifies && (scope === "route" || scope === "controller"))
  );
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
