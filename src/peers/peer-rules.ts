import type { SeveritySetting } from "../config/config.ts";
import { owasp, redocly, spectralOas, type Equivalent } from "./equivalents.ts";

/** What another linter's settings say, as far as they can be read without running anything. */
export interface PeerSettings {
  readonly peer: "Spectral" | "Redocly";
  /** The file, relative to the root. */
  readonly file: string;
  /** Every rule that is named, or is in a ruleset that is extended and known here; sorted. */
  readonly rules: readonly PeerRule[];
  /** What was met and says nothing here, in words. */
  readonly notes: readonly string[];
}

export interface PeerRule {
  readonly id: string;
  /** Whether its author named it; otherwise it is in a ruleset that is extended. */
  readonly named: boolean;
  /** The severity its author wrote; null when none is. */
  readonly severity: SeveritySetting | null;
  /** Undefined: nobody here knows the rule; null: none of ours asks the same. */
  readonly equivalent: Equivalent | null | undefined;
}

/** Spectral's ids: those of `spectral:oas`, and `owasp:…`. */
export function spectralEquivalent(id: string): Equivalent | null | undefined {
  if (id.startsWith("owasp:")) return at(owasp, id.slice("owasp:".length));
  return at(spectralOas, id);
}

export function redoclyEquivalent(id: string): Equivalent | null | undefined {
  return at(redocly, id);
}

function at(table: Readonly<Record<string, Equivalent | null>>, id: string): Equivalent | null | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

/** Rules by id, the later setting winning as both linters have it. */
export class RuleSettings {
  readonly #settings = new Map<string, Pick<PeerRule, "named" | "severity">>();

  /** A rule of a ruleset that is extended; takes nothing away from what stands by name. */
  extend(id: string): void {
    if (!this.#settings.has(id)) this.#settings.set(id, { named: false, severity: null });
  }

  name(id: string, severity: SeveritySetting | null): void {
    this.#settings.set(id, { named: true, severity });
  }

  rules(equivalent: (id: string) => Equivalent | null | undefined): readonly PeerRule[] {
    return [...this.#settings]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, setting]) => ({ id, ...setting, equivalent: equivalent(id) }));
  }
}
