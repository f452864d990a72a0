import type { Confidence, Fix } from "./finding.ts";
import type { Place, Subject } from "./place.ts";

/**
 * What a rule says: one fact at one place. Severity, suppression, folding and text layout are decided later, by the
 * engine.
 */
export interface Report {
  /** The thing at fault. A bare place needs an `anchor` beside it. */
  readonly at: Subject | Place;
  readonly anchor?: string;
  /** One line, lower case, no full stop; the user's names stand in backticks. */
  readonly message: string;
  /** What stands at the primary place, in a few words. */
  readonly label?: string;
  readonly related?: readonly RelatedPlace[];
  /** Tells two findings of one rule on one anchor apart. Must not depend on lines or on the order of files. */
  readonly key?: string;
  /** Which fold this report may join; see {@link Fold}. */
  readonly fold?: Fold;
  /** How to mend exactly this one, where that is more than the rule's own `fix` text. */
  readonly fix?: string | Fix;
  /** What stands at the primary place is a secret: frames of it show `*` instead. */
  readonly masked?: boolean;
  /** A fault of today though it stands in a migration of the past: it is not folded as history. */
  readonly present?: true;
  /** When this one is less sure than the rule: the preset `recommended` leaves it out. */
  readonly confidence?: Confidence;
}

export interface RelatedPlace {
  readonly at: Subject | Place;
  readonly label: string;
}

/**
 * How reports of one rule become one finding.
 *
 * - `cause`: every report with this key has the same cause and is one finding, always.
 * - `convention`: `of` things could have departed in this way (the population); when most of them do, it is a
 *   convention, and one finding; when few do, each is reported.
 *
 * Folding by history needs nothing from the rule: the engine knows which migrations are old.
 */
export type Fold =
  | { readonly by: "cause"; readonly key: string }
  | { readonly by: "convention"; readonly key: string; readonly of: number };
