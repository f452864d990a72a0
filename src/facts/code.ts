import type { Place, Subject } from "../findings/place.ts";
import type { CodeRole } from "../rule/code-visitor.ts";

/** A resolved module: one TypeScript or JavaScript file of the project. */
export interface Module extends Subject {
  readonly file: string;
  /** What the file is for: server, script, frontend, … */
  readonly role: CodeRole;
  readonly imports: readonly Import[];
  /** The nearest package.json's folder: `""` for the root. */
  readonly package: string;
}

export interface Import extends Subject {
  /** As written: `../db.js`, `@app/users`. */
  readonly specifier: string;
  /** The project file it leads to; null for packages and for what could not be found. */
  readonly target: string | null;
  readonly kind: "static" | "type" | "dynamic" | "require" | "re-export";
  /** Neither a project file nor a package: a path or alias that leads nowhere. */
  readonly unresolved: boolean;
  /** False when nothing of it remains once types are gone: `import type`, or names only used in types. */
  readonly runtime: boolean;
  /** Inside a function: it runs when the function is called, not when the module loads. */
  readonly deferred: boolean;
}

/** One HTTP route the code serves, all mounts, prefixes and versions applied. */
export interface Route extends Subject {
  readonly method: string;
  /** With `{param}`; a prefix only known at run time stays symbolic: `{API_PREFIX}/users`. */
  readonly path: string;
  readonly file: string;
  readonly framework: "express" | "nestjs" | "fastify" | "koa" | "hono" | "next" | "trpc" | (string & {});
  /** The file where the application is made: what tells several apps of one repository apart. */
  readonly app: string;
  readonly auth: "required" | "none" | "unknown";
  /** Why, in a few words, for the person who asks. */
  readonly authReason: string;
  /** The source says that it is public, as `@Public()` does where a guard heeds it. */
  readonly declaredPublic?: boolean;
  /** In the order they run. */
  readonly guards: readonly Guard[];
  /** The handler's name when it has one. */
  readonly handler: string | null;
  readonly handlerAt: Place | null;
}

export interface Guard extends Subject {
  /** As written: `requireAuth`, `AuthGuard("jwt")`. */
  readonly name: string;
  /** Whether its body can reject, or it is a known package's; `unknown` when its body is out of sight. */
  readonly enforces: "auth" | "no" | "unknown";
  /** It reads credentials and lets a request without them through: the route is open on purpose, or by mistake. */
  readonly identifies?: boolean;
  readonly scope: "route" | "controller" | "router" | "app" | "global";
}

/** A registration seen and not understood: "dynamic registration here, not checked". */
export interface UnknownRegistration extends Subject {
  readonly reason: string;
}
