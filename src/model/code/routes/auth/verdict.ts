import { runClosure } from "../program/calls.ts";
import type { RunningMachine } from "../program/create.ts";
import { type Exit, START } from "../program/machine.ts";
import { nameOf } from "../program/describe.ts";
import { bases } from "../program/members.ts";
import { truthOf } from "../program/truth.ts";
import { type Closure, type ClassValue, literal, packageOf, part, unknown, type Value } from "../program/values.ts";
import type { Ledger } from "./ledger.ts";
import { answer } from "./answer.ts";
import { conventionOf } from "./convention.ts";
import { judge, type Verdict } from "./outcome.ts";
import { packageVerdict } from "./packages.ts";
import type { Mode } from "./request.ts";
import { createSimulation, type RunningSimulation, type SimulationSettings } from "./simulation.ts";
import { webAnswer } from "./web-response.ts";

/** What is known of the route a verdict is asked for. */
export interface InView extends Pick<SimulationSettings, "metadata" | "route"> {
  /** Whose conventions what is asked follows. */
  readonly framework: string;
}

/** How many steps one simulated request may take before it counts as not understood. */
const MOST_STEPS = 4_000;

/** What a middleware, guard, or handler does with a request that carries no credentials. */
export function verdictOf(value: Value, mode: Mode, machine: RunningMachine, view: InView): Verdict {
  const target = machine.force(value);
  switch (target.kind) {
    case "closure":
      return runFunction(target, mode, machine, view);
    case "external":
    case "applied":
      return mode === "handler" && target.kind === "applied"
        ? wrappedVerdict(target, machine, view)
        : (packageVerdict(target) ?? outOfSight(target.kind));
    case "class":
      return runGuardClass(target, mode, machine, view);
    case "instance":
      return runGuard(target, target.of, mode, machine, view);
    case "choice":
      return together(
        target.options.map((option) => verdictOf(option, mode, machine, view)),
        target.bySettings === true,
      );
    case "list":
      if (target.open || target.items.length === 0) return outOfSight("");
      return allOf(target.items.map((item) => verdictOf(item, mode, machine, view)));
    case "entity": {
      const all = machine.frameworks.get(target.framework)?.combined?.(target);
      if (!all) return { enforces: "no", reason: "not a guard" };
      const verdicts = all.parts.map((each) => verdictOf(each, mode, machine, view));
      return all.relation === "or" ? oneOf(verdicts) : allOf(verdicts);
    }
    case "literal":
      return { enforces: "no", reason: "not a guard" };
    default:
      return outOfSight(target.kind === "unknown" ? (target.name ?? "") : "");
  }
}

/** What makes the context of every call says no by throwing; whatever it gives back, the call goes on. */
export function contextVerdict(value: Value, machine: RunningMachine, view: InView): Verdict {
  const framework = `${view.framework}-context`;
  const { enforces, reason } = verdictOf(value, "handler", machine, { ...view, framework });
  if (enforces === "auth") return { enforces, reason: "turns away a request without credentials" };
  return { enforces, reason: enforces === "no" ? "lets everybody through" : reason };
}

function outOfSight(name: string): Verdict {
  return { enforces: "unknown", reason: name ? `what \`${name}\` does is out of sight` : "its body is out of sight" };
}

/** What a package makes of a handler: what the package does, then what the handler does. */
function wrappedVerdict(value: Value & { kind: "applied" }, machine: RunningMachine, view: InView): Verdict {
  const known = packageVerdict(value);
  if (known && (known.enforces !== "no" || known.signsIn)) return known;
  const inner = value.arguments
    .map((each) => machine.force(each))
    .filter((each) => each.kind === "closure")
    .map((each) => verdictOf(each, "handler", machine, view));
  const closed = inner.find(({ enforces }) => enforces === "auth");
  if (closed || !view.framework.startsWith("next"))
    return closed ?? inner.find(({ enforces }) => enforces === "unknown") ?? known ?? outOfSight("");
  const name = nameOf(value) ?? "";
  return inner[0] && OBSERVERS.test(name) ? inner[0] : outOfSight(name);
}

/** Wrappers that look on: `withSentry(handler)`, `withAxiom(handler)`. */
const OBSERVERS = /sentry|axiom|trace|tracing|log|metric|monitor|otel|telemetry|cache|cors|compress/i;

/** One of several, by a condition that is not known: sure only when all agree, or where settings choose. */
function together(verdicts: readonly Verdict[], bySettings: boolean): Verdict {
  const [first] = verdicts;
  if (first && verdicts.every(({ enforces }) => enforces === first.enforces)) return first;
  if (bySettings && verdicts.some(({ enforces }) => enforces === "auth"))
    return { enforces: "auth", reason: "turns away a request without credentials, unless configured off" };
  return { enforces: "unknown", reason: "one of several, by a condition that could not be followed" };
}

/** One of them is enough: a request without credentials gets through where any lets it. */
function oneOf(verdicts: readonly Verdict[]): Verdict {
  const open =
    verdicts.find(({ enforces }) => enforces === "no") ?? verdicts.find(({ enforces }) => enforces !== "auth");
  return open ?? { enforces: "auth", reason: "turns away a request without credentials, whichever of them is asked" };
}

/** Each has to let it through. */
function allOf(verdicts: readonly Verdict[]): Verdict {
  const closed = verdicts.find(({ enforces }) => enforces === "auth");
  const unclear = verdicts.find(({ enforces }) => enforces === "unknown");
  return closed ?? unclear ?? verdicts[0] ?? { enforces: "no", reason: "not a guard" };
}

function runFunction(closure: Closure, mode: Mode, machine: RunningMachine, view: InView): Verdict {
  if (!closure.fact.body) {
    // A body is left out when nothing it is given tells who is calling: then it cannot turn anybody away.
    const seesInputOnly = closure.fact.parameters.every(({ decorators }) => decorators.length > 0);
    if (mode === "handler" && closure.owner && seesInputOnly)
      return { enforces: "no", reason: "the handler does not see who is calling" };
    // The context is the third thing a resolver is given.
    if (mode === "handler" && view.framework === "graphql" && closure.fact.parameters.length < 3)
      return { enforces: "no", reason: "the resolver does not see who is calling" };
    return outOfSight(closure.fact.name ?? "");
  }
  if (mode === "handler" && closure.fact.parameters.some(({ decorators }) => decorators.length > 0))
    return runControllerMethod(closure, machine, view);
  const { given } = conventionOf(view.framework, mode);
  return simulate(closure, given, closure.self, mode, machine, { ...view, handleRequest: null });
}

/** A controller's method is given what the decorators of its parameters say. */
function runControllerMethod(closure: Closure, machine: RunningMachine, view: InView): Verdict {
  const frame = { scope: closure.scope, self: null, owner: closure.owner, exits: [] };
  const decorators = closure.fact.parameters.map((parameter) =>
    parameter.decorators.map((each) => machine.evaluate(each, frame)),
  );
  const given = (simulation: RunningSimulation) =>
    closure.fact.parameters.map((parameter, index) => simulation.parameter(parameter, decorators[index] ?? []));
  return simulate(closure, given, closure.self, "handler", machine, { ...view, handleRequest: null });
}

function runGuardClass(of: ClassValue, mode: Mode, machine: RunningMachine, view: InView): Verdict {
  const instance = machine.construct(of, [], { file: of.scope.file, span: of.fact.at });
  return instance.kind === "instance" ? runGuard(instance, of, mode, machine, view) : outOfSight(of.fact.name ?? "");
}

/** A class with `canActivate` (a guard) or `use` (a middleware), or one that leaves it to what it extends. */
function runGuard(instance: Value, of: ClassValue, mode: Mode, machine: RunningMachine, view: InView): Verdict {
  const entry = mode === "middleware" ? "use" : "canActivate";
  const method = methodOf(of, entry, instance, machine);
  const handleRequest = methodOf(of, "handleRequest", instance, machine);
  if (method) {
    const { given } = conventionOf(view.framework, mode);
    return simulate(method, given, instance, mode, machine, { ...view, handleRequest });
  }
  const base = bases(of, machine).at(-1)?.base;
  const found = base ? machine.force(base) : null;
  if (!found || packageOf(found) === null) return outOfSight(of.fact.name ?? "");
  const inherited = packageVerdict(found);
  if (!handleRequest || inherited?.enforces !== "auth") return inherited ?? outOfSight(of.fact.name ?? "");
  return simulate(
    handleRequest,
    [literal(undefined), ABSENT_USER, unknown("info"), part("context")],
    instance,
    "guard",
    machine,
    { ...view, handleRequest: null },
    true,
  );
}

const ABSENT_USER: Value = { kind: "literal", value: false, credential: true };

function methodOf(of: ClassValue, name: string, self: Value, machine: RunningMachine): Closure | null {
  const instanceField = self.kind === "instance" ? self.fields.get(name) : undefined;
  if (instanceField?.kind === "closure") return instanceField;
  for (const each of bases(of, machine)) {
    const member = each.fact.members.find((one) => one.kind === "method" && one.name === name && !one.static);
    if (member?.value?.kind === "function")
      return { kind: "closure", fact: member.value, scope: each.scope, self, owner: each, getter: false };
  }
  return null;
}

/** Runs a body as the request meets it, and judges how it came out. */
function simulate(
  closure: Closure,
  given: readonly Value[] | ((simulation: RunningSimulation) => readonly Value[]),
  self: Value | null,
  mode: Mode,
  machine: RunningMachine,
  settings: Omit<SimulationSettings, "mode"> & InView,
  anyReturnPasses = false,
): Verdict {
  const simulation = createSimulation(machine, { mode, ...settings });
  const { trail, calls } = machine;
  const before = calls.invocations;
  machine.trail = START;
  machine.simulation = simulation;
  calls.invocations = calls.limit - MOST_STEPS;
  const exits = runClosure(closure, typeof given === "function" ? given(simulation) : given, self, calls, machine);
  const { answersByReturn, answersWeb } = conventionOf(settings.framework, mode);
  for (const exit of exits ?? []) {
    if (answersWeb) webAnswer(exit, simulation.ledger);
    else if (answersByReturn) answer(exit, simulation.ledger);
    else if (mode === "hook" || mode === "parsing-hook") passBy(exit, closure, mode, simulation.ledger);
    else finish(exit, mode, anyReturnPasses, simulation.ledger);
  }
  const spent = calls.invocations >= calls.limit;
  calls.invocations = before;
  machine.simulation = null;
  machine.trail = trail;
  if (!exits || spent) return outOfSight(closure.fact.name ?? "");
  const { outcomes, looked, askedOptions, unseen } = simulation.ledger;
  const verdict = judge(outcomes, mode, looked);
  if (unseen !== null && mode === "handler" && verdict.enforces === "no") return outOfSight(unseen);
  return askedOptions ? { ...verdict, byOptions: true } : verdict;
}

/** A hook that takes no `done` hands on by coming to its end (Fastify, "Hooks": callbacks or promises, never both). */
function passBy(exit: Exit, { fact }: Closure, mode: "hook" | "parsing-hook", ledger: Ledger): void {
  if (fact.parameters.length > (mode === "hook" ? 2 : 3)) return;
  const { doubts, credential, settings } = exit;
  ledger.machine.trail = { ...START, doubts, credential, settings };
  ledger.note("pass", null);
}

/** A way out of the body: of a guard its answer, of a handler the end of its work; a middleware says it by `next`. */
function finish(exit: Exit, mode: Mode, anyReturnPasses: boolean, ledger: Ledger): void {
  const { value, doubts, credential, settings } = exit;
  const at = (extra: Exit["doubts"], decided: boolean): void => {
    ledger.machine.trail = {
      ...START,
      doubts: [...new Set([...doubts, ...extra])],
      credential: credential || decided,
      settings,
    };
  };
  if (mode === "middleware") {
    // A middleware of express-promise-router hands on by what its promise resolves with.
    if (value.kind === "literal" && (value.value === "next" || value.value === "route")) {
      at([], false);
      ledger.note("pass", null);
    }
    return;
  }
  const truth = truthOf(value);
  if (mode === "handler" || anyReturnPasses) {
    at([], false);
    ledger.note("pass", null);
  } else if (truth.is === null) {
    at(truth.doubts, false);
    ledger.note("pass", null);
    at(truth.doubts, truth.credential && truth.doubts.includes("credential"));
    ledger.note("stop", 403);
  } else {
    at([], truth.credential);
    if (truth.is) ledger.note("pass", null);
    else ledger.note("stop", 403);
  }
}
