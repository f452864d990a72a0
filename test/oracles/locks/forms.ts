import { columnForms } from "./forms-columns.ts";
import { constraintForms } from "./forms-constraints.ts";
import type { Group } from "./form.ts";
import { tableForms } from "./forms-tables.ts";

/** Every form whose locks, scans and rewrites archlint claims, in the order of docs/locks.md. */
export const groups: readonly Group[] = [...columnForms, ...constraintForms, ...tableForms];
