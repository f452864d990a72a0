import { expect, it } from "vitest";
import { textOf } from "./pages.ts";

it("the comparison has no figure that the pages about the peers do not have", () => {
  const sources = textOf("docs/peers-openapi.md") + textOf("docs/peers-sql.md");
  const figures = [...textOf("docs/comparison.md").matchAll(/(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w-])/g)].map(
    ([figure]) => figure.replace(/,$/, ""),
  );
  expect(figures.length).toBeGreaterThan(10);
  const known = new Set(
    sources.match(/\d[\d,]*(?:\.\d+)?/g)?.map((figure) => figure.replace(/,$/, "").replaceAll(",", "")),
  );
  expect(figures.filter((figure) => !known.has(figure.replaceAll(",", "")))).toEqual([]);
});
