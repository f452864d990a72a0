import fc from "fast-check";
import { expect, it } from "vitest";
import { VersionedMap } from "../../../src/model/schema/versioned.ts";

it("reads every past version as a copy of the map at that version would", () => {
  const writes = fc.array(
    fc.record({
      key: fc.constantFrom("a", "b", "c"),
      value: fc.option(fc.nat(9), { nil: undefined }),
      step: fc.nat(2),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(writes, (list) => {
      const map = new VersionedMap<string, number>();
      const naive = new Map<string, number>();
      const copies = new Map<number, Map<string, number>>([[0, new Map()]]);
      let version = 0;
      for (const { key, value, step } of list) {
        for (let next = version + 1; next <= version + step; next++) copies.set(next, new Map(naive));
        version += step;
        map.set(key, value, version);
        if (value === undefined) naive.delete(key);
        else naive.set(key, value);
        copies.set(version, new Map(naive));
      }
      for (const [at, copy] of copies) {
        for (const key of ["a", "b", "c"]) expect(map.at(key, at)).toBe(copy.get(key));
        expect([...map.valuesAt(at)].toSorted()).toEqual([...copy.values()].toSorted());
      }
      expect([...map.currentValues()].toSorted()).toEqual([...naive.values()].toSorted());
    }),
  );
});
