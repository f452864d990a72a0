/** What a package's methods do, and where an expiry may stand. */
export interface CacheLibrary {
  readonly name: string;
  /** Signatures of its methods. */
  readonly made: RegExp;
  readonly methods: Readonly<Record<string, "get" | "set" | "delete" | "wrap">>;
  /** A store of many uses, of which a cache is one. */
  readonly shared?: true;
  /** The argument of `set` that holds an expiry: a number, or options with one of `members`. */
  readonly argument?: number;
  readonly members?: readonly string[];
  /** The options its maker takes that give every entry an expiry. */
  readonly defaults?: readonly string[];
}

const plain = { get: "get", set: "set", delete: "delete", del: "delete" } as const;

/** By the documentation of each package; times are in seconds or milliseconds, as the package has it. */
export const CACHES: readonly CacheLibrary[] = [
  {
    name: "ioredis",
    made: /^ioredis(?:\.(?:default|Redis|Cluster))?\(\)\.\w+$/,
    methods: { ...plain, setex: "set", psetex: "set", mset: "set", unlink: "delete" },
    shared: true,
  },
  {
    name: "redis",
    made: /^(?:redis|@redis\/client)\.create(?:Client|Cluster|ClientPool)\(\)(?:\.connect\(\))?\.\w+$/,
    methods: { ...plain, setEx: "set", pSetEx: "set", SETEX: "set", SET: "set", mSet: "set", unlink: "delete" },
    shared: true,
    argument: 2,
    members: ["EX", "PX", "EXAT", "PXAT", "KEEPTTL", "expiration"],
  },
  {
    name: "@upstash/redis",
    made: /^@upstash\/redis(?:\/cloudflare)?\.Redis(?:\(\)|\.fromEnv\(\))\.\w+$/,
    methods: { ...plain, setex: "set", psetex: "set" },
    shared: true,
    argument: 2,
    members: ["ex", "px", "exat", "pxat", "keepTtl"],
  },
  {
    name: "keyv",
    made: /^keyv(?:\.(?:default|Keyv))?\(\)\.\w+$/,
    methods: plain,
    argument: 2,
    defaults: ["ttl"],
  },
  {
    name: "cache-manager",
    made: /^(?:@nestjs\/)?cache-manager\.(?:Cache|createCache|caching|multiCaching)\(\)\.\w+$/,
    methods: { ...plain, wrap: "wrap" },
    argument: 2,
    members: ["ttl"],
    defaults: ["ttl"],
  },
  {
    name: "node-cache",
    made: /^node-cache(?:\.default)?\(\)\.\w+$/,
    methods: plain,
    argument: 2,
    defaults: ["stdTTL"],
  },
  {
    name: "memjs",
    made: /^memjs\.Client(?:\.create)?\(\)\.\w+$/,
    methods: plain,
    argument: 2,
    members: ["expires"],
    defaults: ["expires"],
  },
];
