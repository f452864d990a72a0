import type { Call } from "../calls/linked.ts";
import { optionOf } from "../calls/options.ts";
import type { CallProgram } from "../calls/program.ts";

/** A library that holds connections to a store, and how its clients are made. */
interface ClientLibrary {
  readonly name: string;
  readonly makes: RegExp;
  /** `pool`: holds several connections. `single`: one. `multiplexed`: one that all requests share. */
  readonly holds: "pool" | "single" | "multiplexed";
  /** Where the size of its pool is set: which argument, and the members. */
  readonly size?: {
    readonly at: readonly number[];
    readonly paths: readonly (readonly string[])[];
    readonly default: number;
  };
  /** Where TLS is set. */
  readonly tls?: { readonly at: readonly number[]; readonly paths: readonly (readonly string[])[] };
}

const SSL = { at: [0, 1, 2, 3], paths: [["ssl"], ["dialectOptions", "ssl"], ["connection", "ssl"], ["extra", "ssl"]] };

/** Default sizes by the libraries' manuals. */
const libraries: readonly ClientLibrary[] = [
  {
    name: "pg",
    makes: /^pg(?:\.native)?\.Pool$|^pg-pool$/,
    holds: "pool",
    size: { at: [0], paths: [["max"]], default: 10 },
    tls: SSL,
  },
  { name: "pg", makes: /^pg(?:\.native)?\.Client$/, holds: "single", tls: SSL },
  {
    name: "postgres",
    makes: /^postgres$/,
    holds: "pool",
    size: { at: [0, 1], paths: [["max"]], default: 10 },
    tls: SSL,
  },
  {
    name: "mysql2",
    makes: /^mysql2?(?:\/promise)?\.createPool$/,
    holds: "pool",
    size: { at: [0], paths: [["connectionLimit"]], default: 10 },
    tls: SSL,
  },
  { name: "mysql2", makes: /^mysql2?(?:\/promise)?\.createConnection$/, holds: "single", tls: SSL },
  {
    name: "knex",
    makes: /^knex(?:\.knex|\.default)?$/,
    holds: "pool",
    size: { at: [0], paths: [["pool", "max"], ["pool"]], default: 10 },
    tls: SSL,
  },
  { name: "Prisma", makes: /^@prisma\/client\.PrismaClient$/, holds: "pool" },
  {
    name: "TypeORM",
    makes: /^typeorm\.(?:DataSource|createConnection)$/,
    holds: "pool",
    size: { at: [0], paths: [["poolSize"], ["extra", "max"], ["extra", "connectionLimit"]], default: 10 },
    tls: SSL,
  },
  {
    name: "Sequelize",
    makes: /^(?:sequelize(?:\.Sequelize)?|sequelize-typescript\.Sequelize)$/,
    holds: "pool",
    size: { at: [0, 1, 2, 3], paths: [["pool", "max"]], default: 5 },
    tls: SSL,
  },
  {
    name: "Mongoose",
    makes: /^mongoose\.(?:connect|createConnection)$/,
    holds: "pool",
    size: { at: [1], paths: [["maxPoolSize"]], default: 100 },
    tls: { at: [1], paths: [["tls"], ["ssl"]] },
  },
  {
    name: "MongoDB",
    makes: /^mongodb\.MongoClient$/,
    holds: "pool",
    size: { at: [1], paths: [["maxPoolSize"]], default: 100 },
    tls: { at: [1], paths: [["tls"], ["ssl"]] },
  },
  {
    name: "ioredis",
    makes: /^ioredis(?:\.Redis|\.Cluster)?$/,
    holds: "multiplexed",
    tls: { at: [0, 1, 2], paths: [["tls"]] },
  },
  {
    name: "redis",
    makes: /^(?:redis|@redis\/client)\.(?:createClient|createCluster)$/,
    holds: "multiplexed",
    tls: { at: [0], paths: [["socket", "tls"]] },
  },
];

/** One place where a client or a pool is made. */
export interface MadeClient {
  readonly call: Call;
  readonly library: ClientLibrary;
}

const heads = /^(?:pg|postgres|mysql|knex|@prisma|typeorm|sequelize|mongo|ioredis|redis|@redis)/;
const known = new WeakMap<CallProgram, readonly MadeClient[]>();

/** Every place where server code makes a database client or a pool, by file and place. */
export function madeClients(program: CallProgram): readonly MadeClient[] {
  let made = known.get(program);
  if (!made) known.set(program, (made = [...findMade(program)]));
  return made;
}

function* findMade(program: CallProgram): Generator<MadeClient> {
  for (const call of program.calls()) {
    if (call.record.form !== "call" && call.record.form !== "new") continue;
    const signature = program.signatureOf(call);
    if (signature === null || !heads.test(signature)) continue;
    const library = libraries.find(({ makes }) => makes.test(signature));
    // Without a connection, knex only writes SQL.
    if (
      library?.name === "knex" &&
      optionOf(program, call, 0, [["connection"]]) === "absent" &&
      isObject(program, call)
    )
      continue;
    // A class is constructed, and a function called: `sequelize` called plainly is something else.
    if (
      library &&
      (call.record.form === "new" ||
        !/(?:Pool|Client|DataSource|Sequelize|Redis|Cluster|MongoClient|^ioredis|^sequelize|^pg-pool)$/.test(
          signature,
        ) ||
        /create/.test(signature))
    )
      yield { call, library };
  }
}

function isObject(program: CallProgram, call: Call): boolean {
  const options = program.argument(call, 0);
  return options !== null && program.valueOf(options).value.kind === "object";
}
