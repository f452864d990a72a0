import type { SectionFormat } from "../unit.ts";
import { liquibase } from "./liquibase.ts";
import { marked } from "./marked.ts";
import type { Section } from "./section.ts";
import { whole } from "./whole.ts";

/** The migrations a file of this format holds. */
export function sectionsOf(format: SectionFormat, text: string): Section[] {
  if (format === "whole") return whole(text);
  return format === "liquibase" ? liquibase(text) : marked(format, text);
}
