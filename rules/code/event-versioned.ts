import { eventVersions } from "../../src/model/code/messages/versions.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/event-versioned",
  practice: "code/messaging",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an event says which version of its form it has",
  why: "Those who read an event are other programs, deployed at other times, and the events stay in the log for weeks. When a field changes its meaning, both forms are there at once. A reader that is told the version chooses; one that is not guesses from which fields are present, until two versions have the same fields.",
  fix: "send `version` (or a type with it, `order.placed.v2`; or `dataschema` of CloudEvents) with each event, and raise it with each change that readers must know of",
  tradeoff:
    "Where a schema registry writes the version into each message, or only one service reads its own events, there is nothing to say. Jobs for one's own workers are not asked.",
  references: [
    "https://cloudevents.io/",
    "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/primer.md#versioning-of-cloudevents",
    "https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html",
  ],
  check({ code, report }) {
    const events = eventVersions(code.calls());
    for (const { published, versioned } of events) {
      if (versioned) continue;
      const { call, destination, library } = published;
      report({
        at: { ...call, at: call.nameAt },
        key: destination ?? library,
        message: `an event${destination === null ? "" : ` for \`${destination}\``} is sent without the version of its form`,
        label: "its readers cannot tell one form from the next",
        fold: { by: "convention", key: library, of: events.length },
      });
    }
  },
});
