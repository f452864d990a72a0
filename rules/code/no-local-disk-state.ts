import { requestReach } from "../../src/model/code/requests/reach.ts";
import { isDiskUpload, isLastingWrite } from "../../src/model/code/state/disk-writes.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-local-disk-state",
  practice: "code/stateless",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "what a request leaves behind is stored where every instance finds it",
  why: "The disk of a container is its own, and goes with it. A file that one instance wrote is not there for the next request, which another one answers, and the next deployment deletes all of them; where the disk stays, it fills up, and nobody has a copy of it.",
  fix: "put the file into object storage (S3, GCS, Azure Blob) or the database; use the disk only for what the same request deletes again",
  tradeoff:
    "A volume that all instances mount is shared; the rule cannot see it. So is the disk of a service that will only ever run once.",
  references: ["https://12factor.net/processes", "https://kubernetes.io/docs/concepts/storage/volumes/"],
  check({ code, report }) {
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    for (const call of program.calls()) {
      if (!isDiskUpload(call, program)) continue;
      report({
        at: { ...call, at: call.nameAt },
        key: "upload",
        message: "uploads are kept on the disk of the instance that took them",
        label: "stored on this machine",
      });
    }
    for (const { function: of, route, via } of reach.all()) {
      for (const call of of.calls) {
        if (!isLastingWrite(call, program)) continue;
        report({
          at: { ...call, at: call.nameAt },
          key: "write",
          message: `\`${route.method} ${route.path}\` leaves a file on the disk of the instance that answers it`,
          label: "stored on this machine",
          related: via ? [{ at: route, label: "the route that runs it" }] : [],
          fold: { by: "cause", key: `${of.file} ${of.anchor}` },
        });
      }
    }
  },
});
