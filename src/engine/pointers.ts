import type { PointerPlace, TextPlace } from "../findings/place.ts";
import type { Tree } from "../workspace/tree.ts";

/** Looks up pointers in YAML and JSON files. Loaded when the findings are decided, for only they need it. */
export async function pointerLocator(tree: Tree): Promise<(place: PointerPlace) => TextPlace> {
  const { createPointerLocator } = await import("../languages/openapi/locate.ts");
  return createPointerLocator(tree);
}
