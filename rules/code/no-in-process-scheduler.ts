import { schedules } from "../../src/model/code/state/schedules.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-in-process-scheduler",
  practice: "code/stateless",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what a clock starts runs once, however many instances there are",
  why: "A schedule inside the process that answers requests runs in every copy of it: with three instances the nightly mail is sent three times. While a deployment replaces them it may run twice more, or not at all, since a process that is down at the hour does not make up for it. And the job takes the thread and the memory of the requests that come at the same time.",
  fix: "let something outside start it (a Kubernetes CronJob, the cloud's scheduler, a repeatable job of the queue), or take a lock that only one instance gets (`pg_try_advisory_lock`, redlock) before it begins",
  tradeoff:
    "Work that each instance has to do for itself (refreshing what it keeps in memory) belongs into the process.",
  references: [
    "https://12factor.net/processes",
    "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/",
    "https://docs.bullmq.io/guide/job-schedulers",
  ],
  check({ code, project, report }) {
    const serving = new Set(code.routes.map(({ app }) => project.serviceOf(app).root));
    for (const { call, library, guarded } of schedules(code.calls())) {
      const { root } = project.serviceOf(call.file);
      if (guarded || !serving.has(root)) continue;
      report({
        at: { ...call, at: call.nameAt },
        key: library,
        message: `\`${library}\` starts this in every instance of the service that answers requests`,
        label: "runs once for each instance",
        fold: { by: "cause", key: root },
      });
    }
  },
});
