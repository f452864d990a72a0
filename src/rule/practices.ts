import type { AnyRule } from "./define.ts";

/** What archlint asks of a backend, and what that means, whether a rule checks it yet or not. */
const asked: readonly (readonly [practice: string, asks: string])[] = [
  ["api/contract", "a complete, valid machine-readable specification, written first"],
  ["api/examples", "request and response examples for each endpoint"],
  ["api/semantics", "proper HTTP semantics, resource-oriented paths"],
  ["api/versioning", "versioned APIs; versioning and deprecation strategy"],
  ["api/compatibility", "contracts evolve without breaking clients"],
  ["api/errors", "consistent, comprehensive error handling"],
  ["api/auth", "auth on every endpoint; OAuth 2 / OIDC / JWT; least privilege"],
  ["api/transport", "encryption in transit"],
  ["api/rate-limits", "rate limiting and throttling"],
  ["api/validation", "bounded, typed input"],
  ["api/pagination", "collections that scale"],
  ["api/caching", "caching strategy"],
  ["api/idempotency", "integrity under retries"],
  ["api/observability", "operable, traceable APIs"],
  ["api/privacy", "data protection"],
  ["data/keys", "proper constraints, normalization"],
  ["data/indexing", "efficient indexes"],
  ["data/integrity", "ACID, relationships in the schema"],
  ["data/normalization", "1NF–3NF by structure"],
  ["data/types", "the right type for each value"],
  ["data/naming", "a schema people can read"],
  ["data/security", "encryption at rest, least privilege, GDPR, audit trails"],
  ["data/scale", "partitioning, sharding, replication"],
  ["migration/rollback", "rollback procedures for every change"],
  ["migration/compatibility", "backwards-compatible change (expand → migrate → contract)"],
  ["migration/zero-downtime", "no long locks, no rewrites on live tables"],
  ["migration/data", "data integrity while data moves"],
  ["migration/discipline", "migrations as a history"],
  ["code/auth", "auth on endpoints, JWT done right, least privilege"],
  ["code/errors", "proper, consistent error handling"],
  ["code/validation", "validate input at the edge"],
  ["code/rate-limits", "rate limiting"],
  ["code/resilience", "design for failure: timeouts, retries, circuit breakers, graceful degradation"],
  ["code/pooling", "connection pooling, resource management"],
  ["code/stateless", "stateless services, horizontal scale"],
  ["code/async", "asynchronous processing, throughput"],
  ["code/caching", "caching with expiry and invalidation"],
  ["code/messaging", "message queues, event streaming, sagas, event sourcing, CQRS"],
  ["code/logging", "comprehensive structured logging, observability, audit"],
  ["code/transport", "encryption in transit, zero trust"],
  ["code/design", "dependency injection, SOLID, configuration"],
  ["code/testing", "design with testing in mind"],
  ["cross/contract-first", "the contract and the code say the same"],
  ["cross/safe-migration", "a migration does not break the running code"],
  ["cross/query", "queries fit the schema and its indexes"],
  ["cross/integrity", "what the API promises, the schema enforces"],
  [
    "architecture/boundaries",
    "clear service boundaries, single responsibility, minimal coupling, domain-driven design",
  ],
  ["architecture/owned-data", "each service owns its data"],
  ["architecture/communication", "service-to-service patterns, gateways"],
  ["architecture/decisions", "decisions are documented (ADRs) with trade-offs"],
  ["graphql/contract", "GraphQL schema design and resolvers"],
  ["grpc/contract", "gRPC contracts"],
  ["nosql/model", "NoSQL data modelling"],
  ["deploy/readiness", "containers and scaling considerations"],
];

/** One practice with the rules that check it. */
export interface Practice {
  /** `data/indexing`. */
  readonly id: string;
  /** What it asks for, in a few words; null for one that only a plugin knows. */
  readonly asks: string | null;
  /** In the order they were given in; none where nothing checks it yet. */
  readonly rules: readonly AnyRule[];
}

/** Every practice, those without a rule included; what plugins bring comes last, sorted by id. */
export function practicesOf(rules: readonly AnyRule[]): readonly Practice[] {
  const known = new Set(asked.map(([id]) => id));
  const others = new Set(rules.map((rule) => rule.practice).filter((id) => !known.has(id)));
  return [
    ...asked.map(([id, asks]) => ({ id, asks, rules: rules.filter((rule) => rule.practice === id) })),
    ...[...others].toSorted().map((id) => ({ id, asks: null, rules: rules.filter((rule) => rule.practice === id) })),
  ];
}
