import type { ApiDocument } from "../../facts/api.ts";
import type { Language } from "../language.ts";
import { discoverDocuments } from "./discover/discover.ts";

/** One OpenAPI document: its root file. What it references belongs to it. */
export interface OpenapiUnit {
  readonly file: string;
  /** The files that are merged into it at boot; absent for a document that is one. */
  readonly fragments?: readonly string[];
}

export interface OpenapiReading {
  /** Null when the file is no OpenAPI document of a version that can be read; `unread` then says why. */
  readonly facts: ApiDocument | null;
}

export const openapi: Language<OpenapiUnit, OpenapiReading> = {
  name: "openapi",
  discover: discoverDocuments,
  async load() {
    const { createReader } = await import("./read.ts");
    return createReader();
  },
};
