import { matchesAny } from "../../src/model/globs.ts";
import { tablesOf } from "../../src/model/queries/tables.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/event-store-append-only",
  practice: "code/messaging",
  severity: "error",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "the events of an event store are added, and never changed",
  why: "In an event store the events are the truth, and every state is computed from them. One that is changed or deleted changes a past that others have already read: projections, other services and audits no longer agree with it, and nothing tells them.",
  fix: "append an event that corrects the earlier one; for personal data, encrypt it with a key per person and throw the key away",
  tradeoff: "A table that only passes messages on (an outbox) is emptied on purpose, and is no event store.",
  references: [
    "https://learn.microsoft.com/en-us/azure/architecture/patterns/event-sourcing",
    "https://martinfowler.com/eaaDev/EventSourcing.html",
  ],
  options: {
    tables: list("the tables that hold events, as globs over their names", [
      "{event_store,eventstore,stored_event,stored_events,domain_event,domain_events,event_journal,event_streams}",
    ]),
  },
  check({ code, report, options }) {
    const isEventStore = matchesAny(options.tables);
    for (const query of code.queries) {
      const changed = tablesOf(query)[0]?.name;
      if (!changed || (query.kind !== "update" && query.kind !== "delete") || !isEventStore(changed.toLowerCase()))
        continue;
      report({
        at: query,
        key: `${query.kind} ${changed}`,
        message: `an event of \`${changed}\` is ${query.kind === "update" ? "changed" : "deleted"} after it happened`,
        label: query.kind === "update" ? "changes the past" : "forgets the past",
      });
    }
  },
});
