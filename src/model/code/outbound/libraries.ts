/** A library that asks others over the network, and where its calls hold what a reviewer asks for. */
export interface OutboundLibrary {
  readonly name: string;
  /** Signatures of its calls; the group `method` is the verb, where it has one. */
  readonly calls: RegExp;
  /**
   * How long it waits for an answer when nobody says, in milliseconds, by its documentation; null for as long as the
   * other side holds the connection open.
   */
  readonly defaultTimeout: number | null;
  /** The arguments that may hold options, by verb; -1 for the last one. */
  readonly optionsAt: (method: string | undefined) => readonly number[];
  /** Options of a call that end its waiting. */
  readonly timeout: readonly (readonly string[])[];
  /** Options of the instance a call is made on: which argument of what makes it, and the members. */
  readonly instance?: { readonly at: number; readonly timeout: readonly (readonly string[])[] };
  /** Methods of what a call gives that set a limit: `.timeout(…)`, `.setTimeout(…)`. */
  readonly chained?: RegExp;
  /** Whether its first argument is the address, or an object with one. */
  readonly url: boolean;
}

const first = () => [0];
const second = () => [1];
const either = () => [0, 1];
/** `post(url, data, config)`, `get(url, config)`, `request(config)`. */
const likeAxios = (method: string | undefined) =>
  method === undefined ? [0, 1] : method === "request" ? [0] : /^(?:post|put|patch)/.test(method) ? [2] : [1];

const VERBS = "(?<method>get|delete|head|options|post|put|patch|postForm|putForm|patchForm|request)";
const ABORT = [["timeout"], ["signal"], ["cancelToken"]];

/**
 * Defaults by their manuals: Node's `fetch` is undici, which gives up after 300 s without headers; axios `timeout: 0`;
 * got none; ky 10 s; openai and Anthropic 10 minutes; stripe 80 s; twilio 30 s; AWS SDK 2 two minutes, AWS SDK 3 none.
 */
const libraries: readonly OutboundLibrary[] = [
  {
    name: "fetch",
    calls: /^(?:(?:globalThis|global|self)\.)?fetch$|^undici\.(?:fetch|request|stream)$/,
    defaultTimeout: 300_000,
    optionsAt: second,
    timeout: [["signal"], ["dispatcher"], ["headersTimeout"]],
    url: true,
  },
  {
    name: "node-fetch",
    calls: /^(?:node-fetch|cross-fetch|isomorphic-fetch|isomorphic-unfetch|node-fetch-native)(?:\.fetch)?$/,
    defaultTimeout: null,
    optionsAt: second,
    timeout: [["signal"], ["timeout"]],
    url: true,
  },
  {
    name: "axios",
    calls: new RegExp(
      String.raw`^axios(?:\.axios)?(?:\.create\(\)|\.AxiosInstance\(\)|\.AxiosStatic\(\)|\.Axios\(\))?(?:\.${VERBS})?$`,
    ),
    defaultTimeout: null,
    optionsAt: likeAxios,
    timeout: ABORT,
    instance: { at: 0, timeout: ABORT },
    url: true,
  },
  {
    name: "HttpService",
    calls: new RegExp(String.raw`^@nestjs/axios\.HttpService\(\)(?:\.axiosRef)?\.${VERBS}$`),
    defaultTimeout: null,
    optionsAt: likeAxios,
    timeout: ABORT,
    url: true,
  },
  {
    name: "got",
    calls: /^got(?:\.got)?(?:\.extend\(\))*(?:\.(?<method>get|post|put|patch|head|delete|stream|paginate))?$/,
    defaultTimeout: null,
    optionsAt: either,
    timeout: [["timeout"], ["signal"]],
    instance: { at: 0, timeout: [["timeout"], ["signal"]] },
    url: true,
  },
  {
    name: "ky",
    calls: /^ky(?:\.(?:create|extend)\(\))*(?:\.(?<method>get|post|put|patch|head|delete))?$/,
    defaultTimeout: 10_000,
    optionsAt: second,
    timeout: [["timeout"], ["signal"]],
    url: true,
  },
  {
    name: "superagent",
    calls: /^superagent(?:\.agent\(\))?\.(?<method>get|post|put|patch|del|delete|head)$/,
    defaultTimeout: null,
    optionsAt: () => [],
    timeout: [],
    chained: /^timeout$/,
    url: true,
  },
  {
    name: "request",
    calls: /^request(?:-promise|-promise-native)?(?:\.(?<method>get|post|put|patch|del|delete|head))?$/,
    defaultTimeout: null,
    optionsAt: either,
    timeout: [["timeout"]],
    url: true,
  },
  {
    name: "http",
    calls: /^https?\.(?<method>request|get)$/,
    defaultTimeout: null,
    optionsAt: either,
    timeout: [["timeout"], ["signal"]],
    chained: /^setTimeout$/,
    url: true,
  },
  {
    name: "graphql-request",
    calls:
      /^graphql-request(?:\.default)?\.(?:GraphQLClient\(\)\.(?:request|rawRequest|batchRequests)|request|rawRequest)$/,
    defaultTimeout: null,
    optionsAt: first,
    timeout: [["signal"]],
    instance: { at: 1, timeout: [["signal"], ["fetch"], ["timeout"]] },
    url: false,
  },
  {
    name: "AWS SDK",
    calls: /^@aws-sdk\/client-[\w-]+\.\w+\(\)\.send$/,
    defaultTimeout: null,
    optionsAt: second,
    timeout: [["abortSignal"], ["requestTimeout"]],
    instance: { at: 0, timeout: [["requestHandler"]] },
    url: false,
  },
  {
    name: "gRPC",
    calls: /^@grpc\/grpc-js\.loadPackageDefinition\(\)\.[\w.]+\(\)\.[a-zA-Z]\w*$/,
    defaultTimeout: null,
    optionsAt: () => [1, 2],
    timeout: [["deadline"], ["signal"]],
    url: false,
  },
  ...[
    { name: "AWS SDK 2", calls: /^aws-sdk\.\w+\(\)\.[a-z]\w+$/, defaultTimeout: 120_000 },
    { name: "openai", calls: /^openai(?:\.\w+)?\(\)(?:\.[a-z]\w*){2,}$/, defaultTimeout: 600_000 },
    { name: "Anthropic", calls: /^@anthropic-ai\/sdk(?:\.\w+)?\(\)(?:\.[a-z]\w*){2,}$/, defaultTimeout: 600_000 },
    { name: "stripe", calls: /^stripe(?:\.Stripe)?\(\)(?!\.webhooks)(?:\.[a-z]\w*){2,}$/, defaultTimeout: 80_000 },
    { name: "twilio", calls: /^twilio(?:\.Twilio)?\(\)(?:\.[a-z]\w*)+$/, defaultTimeout: 30_000 },
  ].map((each) => ({ ...each, optionsAt: () => [], timeout: [], url: false })),
];

/** The first part of a signature, by which most calls are known to be none of these at once. */
const heads =
  /^(?:fetch|globalThis|global|self|undici|node-fetch|node-fetch-native|cross-fetch|isomorphic-fetch|isomorphic-unfetch|axios|@nestjs\/axios|got|ky|superagent|request|request-promise|request-promise-native|https?|graphql-request|@aws-sdk\/|@grpc\/grpc-js|aws-sdk|openai|@anthropic-ai\/sdk|stripe|twilio)/;

export function libraryOf(
  signature: string,
): { readonly library: OutboundLibrary; readonly method: string | undefined } | null {
  if (!heads.test(signature)) return null;
  for (const library of libraries) {
    const match = library.calls.exec(signature);
    if (match) return { library, method: match.groups?.["method"] };
  }
  return null;
}
