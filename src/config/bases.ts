import { dirname, relative, sep } from "node:path";
import { checkShape } from "./check-shape.ts";
import { ConfigError, keyOf } from "./config-error.ts";
import type { ConfigPart, KeyPath } from "./config.ts";
import { locate } from "./locate.ts";
import { readNamed } from "./read-named.ts";
import { isCode } from "./search-places.ts";

/** A part with the place it was read from, which names in it are seen from. */
export interface ConfigSource extends ConfigPart {
  /** Absolute. */
  readonly folder: string;
  /** Absolute; null for a configuration that was given as a value. */
  readonly path: string | null;
}

export interface BaseOptions {
  /** Absolute. */
  readonly root: string;
  /** Leave code, and say so. */
  readonly isStatic: boolean;
}

/**
 * A configuration after everything it extends: what is extended first comes first, and what that extends before it. What
 * is extended twice stands where it is extended last, for there it wins anyway.
 */
export async function withBases(
  own: ConfigSource,
  options: BaseOptions,
): Promise<{ readonly sources: readonly ConfigSource[]; readonly warnings: readonly string[] }> {
  const reader = new BaseReader(options);
  const sources = await reader.expand(own, own.path === null ? [] : [own.path]);
  return { sources, warnings: reader.warnings };
}

class BaseReader {
  readonly warnings: string[] = [];
  readonly #options: BaseOptions;
  readonly #expanded = new Map<string, readonly ConfigSource[]>();

  constructor(options: BaseOptions) {
    this.#options = options;
  }

  /** @param chain the files on the way here, each extending the next */
  async expand(source: ConfigSource, chain: readonly string[]): Promise<readonly ConfigSource[]> {
    const { extends: named = [] } = source.config;
    const before: ConfigSource[] = [];
    for (const [index, name] of [named].flat().entries()) {
      const at = typeof named === "string" ? ["extends"] : ["extends", index];
      before.push(...(await this.#base(name, at, source, chain)));
    }
    return [...before.filter((base, index) => before.lastIndexOf(base) === index), source];
  }

  async #base(
    name: string,
    at: KeyPath,
    from: ConfigSource,
    chain: readonly string[],
  ): Promise<readonly ConfigSource[]> {
    const said = (message: string): string => `${from.where(at)}: \`${keyOf(at)}\`: ${message}`;
    const found = await locate(name, from.folder);
    if ("problem" in found) throw new ConfigError([said(found.problem)]);
    const { path } = found;
    const shown = found.isPackage ? name : relative(this.#options.root, path).split(sep).join("/");
    if (chain.includes(path))
      throw new ConfigError([said(`\`${name}\` extends, by itself or by others, the file that extends it`)]);
    if (this.#options.isStatic && isCode(path)) {
      this.warnings.push(said(`\`${name}\` is code and was not run, since only static configuration is allowed`));
      return [];
    }
    const known = this.#expanded.get(path);
    if (known) return known;
    const { value, where } = await readNamed(path, shown);
    const shared = found.isPackage || from.shared;
    const source = { config: checkShape(value, where), where, shared, folder: dirname(path), path };
    const expanded = await this.expand(source, [...chain, path]);
    this.#expanded.set(path, expanded);
    return expanded;
  }
}
