import type { Import } from "../../src/facts/code.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { flag, lists } from "../../src/rule/options.ts";

export default defineRule({
  id: "boundary/layer",
  practice: "architecture/boundaries",
  severity: "error",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "each layer imports only the layers it may",
  why: "Layers are a promise about change: what lies below does not know what lies above, so the inner can be understood, tested and kept while the outer is replaced. One import the wrong way breaks it for good, because the next reader finds the edge there and builds on it; and no test fails on that day.",
  fix: "move what is needed to a layer that both may import, or turn the dependency around: let the inner layer declare what it needs and the outer one pass it in",
  tradeoff:
    "Layers cost indirection. A small service that is rewritten sooner than it is extended can do without; then leave `layers` empty.",
  references: [
    "https://www.archunit.org/userguide/html/000_Index.html#_layer_checks",
    "https://herbertograca.com/2017/11/16/explicit-architecture-01-ddd-hexagonal-onion-clean-cqrs-how-i-put-it-all-together/",
  ],
  options: {
    layers: lists(
      "the globs of each layer's files; a file belongs to the first layer that matches, and without layers the rule says nothing",
    ),
    allow: lists("for each layer, the other layers it may import; a layer without an entry may import any"),
    types: flag("count type-only imports too", true),
  },
  check({ code, options, report }) {
    const layers = Object.entries(options.layers).map(([name, globs]) => ({ name, matches: matchesAny(globs) }));
    const layerOf = (file: string) => layers.find((layer) => layer.matches(file))?.name;
    for (const module of code.modules) {
      const from = layerOf(module.file);
      const allowed = from === undefined ? undefined : options.allow[from];
      if (from === undefined || allowed === undefined) continue;
      for (const each of module.imports) {
        const to = each.target === null ? undefined : layerOf(each.target);
        if (to === undefined || to === from || allowed.includes(to) || (!options.types && isType(each))) continue;
        report({
          at: each,
          message: `\`${module.file}\` of the layer \`${from}\` imports \`${each.target}\` of the layer \`${to}\``,
          label:
            allowed.length > 0
              ? `\`${from}\` may import ${allowed.map((name) => `\`${name}\``).join(", ")}`
              : `\`${from}\` may import no other layer`,
        });
      }
    }
  },
});

function isType(each: Import): boolean {
  return each.kind === "type" || !each.runtime;
}
