import type { Call, CodeFunction } from "../calls/linked.ts";
import { calledName } from "../calls/called-name.ts";
import type { CallProgram } from "../calls/program.ts";

/** Work that a clock inside the process starts. */
export interface Schedule {
  readonly call: Call;
  readonly library: string;
  /** Something in what it runs sees to it that only one instance does. */
  readonly guarded: boolean;
}

const SCHEDULERS: readonly { readonly library: string; readonly made: RegExp }[] = [
  { library: "node-cron", made: /^node-cron(?:\.default)?\.(?:schedule|createTask)$/ },
  { library: "cron", made: /^cron\.CronJob(?:\.from)?$/ },
  { library: "croner", made: /^croner(?:\.Cron)?$/ },
  { library: "node-schedule", made: /^node-schedule(?:\.default)?\.scheduleJob$/ },
  { library: "@nestjs/schedule", made: /^@nestjs\/schedule\.Cron$/ },
  { library: "@fastify/schedule", made: /^toad-scheduler\.(?:CronJob|SimpleIntervalJob)$/ },
];
const GUARDS = /lock|leader|mutex|semaphore|single_?flight|advisory|acquire|redlock|claim|skip_?locked/i;
/** What each instance does for itself, however many there are. */
const OWN = /metric|cache|gauge|heartbeat|memory|health|monitor|stats|cleanup|clean_?up|expire|evict|reload|poll/i;

export function schedules(program: CallProgram): readonly Schedule[] {
  return [...program.calls()].flatMap((call) => {
    const signature = program.signatureOf(call);
    const found = signature === null ? undefined : SCHEDULERS.find(({ made }) => made.test(signature));
    // The construction inside a decorator is a call as well.
    if (!found || (found.library === "@nestjs/schedule") !== (call.record.form === "decorator")) return [];
    const runs = call.record.form === "decorator" ? decorated(call, program) : program.callbacksOf(call);
    if (runs.some((of) => OWN.test(of.name ?? "") || staysInside(of, program))) return [];
    return [{ call, library: found.library, guarded: runs.some((of) => isGuarded(of, program)) }];
  });
}

function decorated({ file, index }: Call, program: CallProgram): readonly CodeFunction[] {
  return (program.tables.get(file)?.functions ?? []).filter(({ record }) => record.decorators.includes(index));
}

/** It waits for nothing: all it does, it does to the memory of its own process. */
function staysInside(of: CodeFunction, program: CallProgram): boolean {
  return !of.record.async && !program.reachableFrom(of, 60).some(({ record }) => record.async);
}

function isGuarded(of: CodeFunction, program: CallProgram): boolean {
  return program
    .reachableFrom(of, 60)
    .some(
      ({ name, calls }) =>
        GUARDS.test(name ?? "") || calls.some(({ record }) => GUARDS.test(calledName(record.callee))),
    );
}
