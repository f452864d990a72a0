/** What a kind of breaking change does to clients, and how the same is reached without breaking them. */
export interface Kind {
  /** In one line, for the table of kinds. */
  readonly summary: string;
  /** Which clients break, and how; in a request, when the two directions differ. */
  readonly clients: string;
  /** Which break by a response, when it is not the same. */
  readonly readers?: string;
  readonly compatibly: string;
}

/** Every kind of breaking change, by name. The table in docs/breaking-changes.md has one row for each. */
export const kinds = {
  "document-removed": {
    summary: "a whole document is gone, and its operations stand in no other one",
    clients: "every client of it",
    compatibly: "mark its operations `deprecated` first, and remove the document when their clients have gone",
  },
  "path-removed": {
    summary: "a path is gone with all its operations",
    clients: "clients that call it get a 404",
    compatibly: "keep the path, marked `deprecated`, until its clients have moved; serve the new one beside it",
  },
  "operation-removed": {
    summary: "a method of a path is gone",
    clients: "clients that call it get a 405",
    compatibly: "keep the operation, marked `deprecated`, until its clients have moved",
  },
  "webhook-removed": {
    summary: "a webhook or callback is not sent any more",
    clients: "clients wait for a call that never comes",
    compatibly: "mark it `deprecated` and go on sending it until its receivers have moved",
  },
  "base-path-removed": {
    summary: "no server has the base path any more",
    clients: "clients that have the old URL get a 404",
    compatibly: "keep serving the old base path beside the new one, and list both servers",
  },
  "server-removed": {
    summary: "a server is not listed any more",
    clients: "clients that have its URL may reach nobody",
    compatibly: "keep the server until its clients have moved",
  },
  "parameter-removed": {
    summary: "an optional or required parameter is gone",
    clients: "clients that send it are ignored or refused",
    compatibly: "keep the parameter, marked `deprecated`, while clients send it",
  },
  "parameter-required-added": {
    summary: "a new parameter is required",
    clients: "clients that do not know it are refused",
    compatibly: "make it optional, with a default that does what was done before",
  },
  "parameter-became-required": {
    summary: "an optional parameter became required",
    clients: "clients that leave it out are refused",
    compatibly: "leave it optional, with a default that does what was done before",
  },
  "parameter-moved": {
    summary: "a parameter moved, from the query to a header for one",
    clients: "clients that send it where it was are not understood",
    compatibly: "take it at both places, and mark the old one `deprecated`",
  },
  "parameter-style-changed": {
    summary: "a parameter is serialised in another way",
    clients: "clients that write it the old way are misread",
    compatibly: "add a parameter of another name with the new form",
  },
  "body-required": {
    summary: "a request body is newly required",
    clients: "clients that send none are refused",
    compatibly: "leave the body optional, or add another operation",
  },
  "request-body-removed": {
    summary: "an operation takes no body any more",
    clients: "what clients send is ignored or refused",
    compatibly: "go on taking the body, or add another operation",
  },
  "media-type-removed": {
    summary: "a media type of a request or response is gone",
    clients: "clients that send it get a 415",
    readers: "clients that ask for it get a 406, or cannot read the answer",
    compatibly: "keep it beside the new media type",
  },
  "status-removed": {
    summary: "a success status is not answered any more",
    clients: "clients that wait for it take the answer for a failure",
    compatibly: "go on answering with it; a new status belongs to a new operation or version",
  },
  "response-body-removed": {
    summary: "a response has no body any more",
    clients: "clients that read the body find none",
    compatibly: "go on sending the body",
  },
  "header-removed": {
    summary: "a response header is gone",
    clients: "clients that read it find nothing",
    compatibly: "go on sending the header until its readers have moved",
  },
  "header-became-optional": {
    summary: "a response header may be missing",
    clients: "clients that rely on it find nothing",
    compatibly: "go on sending the header always",
  },
  "property-removed": {
    summary: "a property is gone",
    clients: "clients that send it are ignored or refused",
    readers: "clients that read it find nothing",
    compatibly: "keep the property, marked `deprecated`, and put the new one beside it",
  },
  "property-required-added": {
    summary: "a new property of a request is required",
    clients: "clients that do not know it are refused",
    compatibly: "make it optional, and fill in what was done before",
  },
  "property-became-required": {
    summary: "an optional property of a request became required",
    clients: "clients that leave it out are refused",
    compatibly: "leave it optional, and fill in what was done before",
  },
  "property-became-optional": {
    summary: "a property of a response may be missing",
    clients: "clients that rely on it find nothing",
    compatibly: "go on sending it always; what has no value any more can have an empty one",
  },
  "property-became-read-only": {
    summary: "a property of a request is now `readOnly`",
    clients: "clients that send it are ignored or refused",
    compatibly: "go on taking it, and mark it `deprecated` in the request",
  },
  "property-became-write-only": {
    summary: "a property of a response is now `writeOnly`",
    clients: "clients that read it find nothing",
    compatibly: "go on sending it, marked `deprecated`, until its readers have moved",
  },
  "type-changed": {
    summary: "a type is narrower in a request, wider in a response, or another one",
    clients: "clients that send the old type are refused",
    readers: "clients cannot parse the new type",
    compatibly: "add a property or parameter of the new type under another name, and deprecate the old one",
  },
  "type-unsaid": {
    summary: "a type is said where there was none, or is not said any more",
    clients: "clients that sent another value are refused",
    readers: "clients may get a value they do not expect",
    compatibly: "say every type that was taken or sent before",
  },
  "format-changed": {
    summary: "a format is narrower in a request, wider in a response, or another one",
    clients: "clients that write the old format are refused",
    readers: "clients misread the new format",
    compatibly: "add a property or parameter with the new format under another name, and deprecate the old one",
  },
  "null-refused": {
    summary: "`null` is no longer taken in a request",
    clients: "clients that send `null` are refused",
    compatibly: "go on taking `null`, and treat it as absent",
  },
  "became-nullable": {
    summary: "a value of a response may be `null`",
    clients: "clients that take it for a value crash on `null`",
    compatibly: "go on sending a value, or send the nullable one under another name",
  },
  "enum-narrowed": {
    summary: "a value of an enum is no longer taken",
    clients: "clients that send one of these are refused",
    compatibly: "go on taking the value, mapped to one of the new ones",
  },
  "became-enum": {
    summary: "a free value of a request became an enum",
    clients: "clients that send another value are refused",
    compatibly: "go on taking other values, and name the known ones in the description",
  },
  "enum-widened": {
    summary: "a response may hold a new value of an enum, or any",
    clients: "clients that know all the values by name meet one they do not know",
    compatibly:
      "say from the start that an enum may grow (`x-extensible-enum`), or send the new value in a new version only",
  },
  "bound-tightened": {
    summary: "a length, size or number that was taken no longer is",
    clients: "clients that send what was allowed before are refused",
    compatibly: "keep the bound as it was, or tighten it in a new version",
  },
  "bound-added": {
    summary: "a length, size or number is bounded that was not",
    clients: "clients that send more, or less, are refused",
    compatibly: "a bound that was always kept is no change; a new one belongs into a new version",
  },
  "bound-loosened": {
    summary: "a response may hold more, or less, than it could",
    clients: "clients with fixed sizes cut it off or crash",
    compatibly: "keep what is sent within the old bound",
  },
  "pattern-changed": {
    summary: "a pattern of a request is new or another one, or one of a response is gone or another one",
    clients: "clients that send what fitted the old pattern may be refused",
    readers: "clients that expect the old pattern meet another",
    compatibly: "let the new pattern take all that the old one did",
  },
  "object-closed": {
    summary: "an object of a request takes no other properties any more",
    clients: "clients that send properties beside the declared ones are refused",
    compatibly: "go on ignoring what is not declared",
  },
  "alternative-removed": {
    summary: "a schema of `oneOf` or `anyOf` is no longer taken",
    clients: "clients that send this one are refused",
    compatibly: "go on taking it, marked `deprecated`",
  },
  "alternative-added": {
    summary: "a response may hold a new schema of `oneOf` or `anyOf`",
    clients: "clients that know all the alternatives meet one they do not know",
    compatibly: "say from the start that there may be more, or send the new one in a new version only",
  },
  "discriminator-changed": {
    summary: "another property tells the alternatives apart",
    clients: "clients that choose by the old property choose wrongly",
    compatibly: "keep the property, and put the new one beside it",
  },
  "condition-changed": {
    summary: "`not`, `if`, `contains`, `dependentRequired` and their kin are new, gone or other ones",
    clients: "clients that send what fitted before may be refused",
    readers: "clients may get what did not fit before",
    compatibly: "let the new condition take all that the old one did",
  },
  "default-changed": {
    summary: "what is left out of a request means another value",
    clients: "clients that leave it out get another result",
    compatibly: "keep the default; a new one belongs into a new version",
  },
  "security-required": {
    summary: "what needed no authentication needs one",
    clients: "clients that send no credentials get a 401",
    compatibly: "let it stay open beside the new scheme (`{}` in `security`) until clients have credentials",
  },
  "security-scheme-changed": {
    summary: "credentials that sufficed do no longer",
    clients: "clients with the old credentials get a 401",
    compatibly: "take the old scheme as an alternative until clients have moved",
  },
  "scope-added": {
    summary: "a token needs a scope that it did not need",
    clients: "clients whose tokens lack the scope get a 403",
    compatibly: "take the old scopes as an alternative, or grant the new one to the tokens there are",
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

export function kindOf(name: KindName): Kind {
  return kinds[name];
}
