import type { Place, Subject } from "../findings/place.ts";
import type { ApiSource } from "./api-source.ts";

/** Version-neutral facts of one OpenAPI document: one root file and what it references. */
export interface ApiDocument extends Subject {
  readonly file: string;
  /** As written, e.g. `3.1.0`. */
  readonly version: string;
  readonly dialect: "2.0" | "3.0" | "3.1" | "3.2";
  readonly title: string | null;
  readonly infoVersion: string | null;
  /** `servers` of 3.x; composed of `schemes`, `host` and `basePath` in 2.0. */
  readonly servers: readonly ApiServer[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** Whether a document-wide `security` is written. */
  readonly hasDefaultSecurity: boolean;
  readonly operations: readonly Operation[];
  /** Calls the API makes to its clients (3.1, `webhooks`): the path is the webhook's name. */
  readonly webhooks: readonly Operation[];
  /** Tags declared at the top, in their order. */
  readonly tags: readonly string[];
  /** Files read for this document, the root first. */
  readonly files: readonly string[];
  /** What is wrong with the document as a document. */
  readonly problems: readonly ApiProblem[];
  /** What is written, for the few rules that ask for more than the facts say. */
  readonly source: ApiSource;
}

export interface ApiProblem extends Subject {
  /**
   * `syntax`: the YAML or JSON cannot be read; `structure`: it breaks the specification's schema; `reference`: a `$ref`
   * leads nowhere; `outside`: a `$ref` leads out of the repository or to the network, and was not followed.
   */
  readonly kind: "syntax" | "structure" | "reference" | "outside";
  /** In words a person understands: what was expected and what was found. */
  readonly message: string;
  /** What problems with one cause share: the reference that leads nowhere, the key that a kind of object does not have. */
  readonly cause: string;
  /**
   * For what was reached by a `$ref` from elsewhere: the first reference to it, and the one in the root file that leads
   * there in the end, when that is another. Absent for what stands in the root file's own structure.
   */
  readonly usedAt?: readonly Place[];
}

export interface ApiServer extends Subject {
  readonly url: string;
  /** The path part, without a trailing slash; `""` at the root; variables replaced by their defaults. */
  readonly basePath: string;
}

export interface SecurityScheme extends Subject {
  readonly name: string;
  readonly type: string;
  readonly scheme: string | null;
  readonly in: string | null;
  /** For an `apiKey`: the name of the header, query parameter or cookie. */
  readonly parameterName: string | null;
  readonly bearerFormat: string | null;
  /** For `openIdConnect`. */
  readonly openIdConnectUrl: string | null;
  /** For `oauth2`; 2.0's single flow by the name it has in 3.x. */
  readonly flows: readonly OAuthFlow[];
}

export interface OAuthFlow extends Subject {
  readonly kind: "implicit" | "password" | "clientCredentials" | "authorizationCode" | (string & {});
  readonly authorizationUrl: string | null;
  readonly tokenUrl: string | null;
  readonly refreshUrl: string | null;
  readonly scopes: readonly string[];
}

export type HttpMethod = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE" | "QUERY";

export interface Operation extends Subject {
  /** The document's root file. */
  readonly document: string;
  readonly method: HttpMethod | (string & {});
  /** As written under `paths`, with `{param}`. */
  readonly path: string;
  readonly operationId: string | null;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  /** Effective base paths: of the operation's, the path's or the document's servers. */
  readonly basePaths: readonly string[];
  /** Effective alternatives, inherited as the specification says; `[]` when none is asked for. */
  readonly security: readonly SecurityRequirement[];
  /** Where the effective security was written. */
  readonly securityFrom: "operation" | "document" | "nowhere";
  /** The place of the `security` in effect, if one is written. */
  readonly securityAt: Place | null;
  readonly parameters: readonly Parameter[];
  readonly requestBody: Body | null;
  readonly responses: readonly Response[];
}

/** One alternative: all of its schemes must be met. `{}` (anonymous) has none. */
export interface SecurityRequirement {
  readonly schemes: readonly { readonly name: string; readonly scopes: readonly string[] }[];
}

export interface Parameter extends Subject {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie" | (string & {});
  readonly required: boolean;
  readonly schema: SchemaShape | null;
}

export interface Body extends Subject {
  readonly required: boolean;
  readonly contents: readonly Content[];
}

export interface Response extends Subject {
  /** `404`, `4XX` or `default`. */
  readonly status: string;
  readonly headers: readonly string[];
  readonly contents: readonly Content[];
}

export interface Content {
  readonly mediaType: string;
  readonly schema: SchemaShape | null;
}

/**
 * The outline of a schema, one level deep, `allOf` merged and `$ref`s followed: enough to compare two error bodies or a
 * body with a table, and small.
 */
export interface SchemaShape {
  /** The component's name when it is one: `Problem`. */
  readonly name: string | null;
  /** Where the schema is defined: the target of the last `$ref`. */
  readonly at: Place;
  /** The JSON types it allows, sorted; empty when any. */
  readonly types: readonly string[];
  readonly format: string | null;
  readonly properties: readonly PropertyShape[];
  /** For an array, its items' outline, one level. */
  readonly items: SchemaShape | null;
  readonly enum: readonly (string | number | boolean | null)[] | null;
  readonly maxLength: number | null;
  /** Its `default`, when it is a scalar. */
  readonly default?: string | number | boolean | null;
}

export interface PropertyShape {
  readonly name: string;
  readonly required: boolean;
  readonly types: readonly string[];
  readonly format: string | null;
  readonly enum: readonly (string | number | boolean | null)[] | null;
  readonly maxLength: number | null;
  readonly at: Place;
}
