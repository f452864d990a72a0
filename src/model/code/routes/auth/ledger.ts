import type { Machine } from "../program/machine.ts";
import { isCredential } from "../program/truth.ts";
import type { Value } from "../program/values.ts";
import type { Outcome } from "./outcome.ts";
import type { Mode, RouteInView } from "./request.ts";

/** What is noted while one request without credentials is followed through code. */
export class Ledger {
  readonly machine: Machine;
  readonly mode: Mode;
  readonly outcomes: Outcome[] = [];
  /** Whether credentials were read at all. */
  looked = false;
  /** Whether the route's own options were asked for. */
  askedOptions = false;

  /** What may have asked who is calling, out of sight. */
  unseen: string | null = null;

  readonly route: RouteInView | null;

  constructor(machine: Machine, mode: Mode, route: RouteInView | null) {
    this.machine = machine;
    this.mode = mode;
    this.route = route;
  }

  /** How the request fared on this path, which ends here. */
  note(kind: Outcome["kind"], status: number | null): void {
    const { machine } = this;
    const { doubts, credential, ended, thrown, settings } = machine.trail;
    if (ended || thrown) return;
    this.outcomes.push({ kind, status, doubts, credential, settings });
    machine.trail = { ...machine.trail, ended: true };
  }

  /** A response: the work of a handler when it is no error, a refusal for everything before one. */
  respond(status: number | null): void {
    const final = status ?? this.machine.trail.status;
    if (this.mode === "handler" && (final === null || final < 300)) this.note("pass", final);
    else this.note("stop", final);
  }

  /** What was read, remembered when it is a credential. */
  look(value: Value): Value {
    if (isCredential(value)) this.looked = true;
    return value;
  }
}
