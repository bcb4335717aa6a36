import { expect, test } from "vitest";
import { parseDocument } from "../../generator/1-load/parse/parse-document.js";
import { child, type Located, rootOf } from "../../generator/source/located.js";
import { placesInText } from "../../generator/source/place-in-text.js";

const text = `
plain: Bearer {$inputs.a} of {$inputs.b} and {$inputs.a}
quoted: "say \\"{$inputs.a}\\" and {$inputs.b}, {$inputs.a}"
block: |
  {$inputs.a}
    {$inputs.b}
  {$inputs.a}{$inputs.a}
folded: first {$inputs.a},
  then {$inputs.b}, then {$inputs.a}
`;
const source = { path: "/texts.yaml", name: "texts.yaml", projectName: "texts.yaml", text };
const root = rootOf(parseDocument(source).document);

test.each([
  ["plain", "quoted"],
  ["quoted", "block"],
  ["block", "folded"],
  ["folded", undefined],
])("all parts of a %s text are found in it", (key, next) => {
  const at = child(root, key);
  const value = String(at?.value);
  const placeAt = at && placesInText(at);
  const places = offsetsIn(value).map((offset) => placeAt?.(offset, "$inputs.a".length).start);
  const [start, end] = [key, next].map((name) => text.indexOf(`\n${name}:`));
  const isWithin = (offset: number) =>
    offset > (start ?? 0) && (next === undefined || offset < (end ?? 0));
  expect(places).toEqual(offsetsIn(text).filter(isWithin));
});

function offsetsIn(whole: string): readonly number[] {
  return [...whole.matchAll(/\$inputs\.\w/g)].map(({ index }) => index);
}

test("what escapes hide is in the place of the whole", () => {
  const at = child(rootOf(parseDocument({ ...source, text: 'a: "\\x24inputs.a"' }).document), "a");
  expect(at && placesInText(at)(0, 9)).toMatchObject({ start: 3, end: 17 });
});

test("a text is located only once, for any number of parts", () => {
  let located = 0;
  const at: Located = {
    ...root,
    path: ["plain"],
    value: child(root, "plain")?.value,
    document: {
      ...root.document,
      locate: (...asked) => {
        located += 1;
        return root.document.locate(...asked);
      },
    },
  };
  const placeAt = placesInText(at);
  for (let offset = 0; offset < 30; offset += 1) placeAt(offset, 3);
  expect(located).toBe(1);
});
