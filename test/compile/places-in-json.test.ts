import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDocument } from "../../generator/1-load/parse/parse-document.js";

type Path = readonly (string | number)[];

const hostile = await readFile(join(import.meta.dirname, "../hostile/openapi.json"), "utf8");
const texts: Readonly<Record<string, string>> = {
  "a hostile description": hostile,
  "a description without line breaks": JSON.stringify(JSON.parse(hostile)),
  "keys and texts with quotes and backslashes": String.raw`{ "a\"b": "\\", "\\\\": ["]", "}\"", {}],"":[ ] }`,
  "a number": " 12 ",
};

describe.each(Object.entries(texts))("%s", (_, text) => {
  const json = parse(text);
  /** The same as YAML, which a comment makes of it. */
  const yaml = parse(`${text}\n# no JSON`);

  test("every value and every key stands where YAML's parser finds it", () => {
    const paths = pathsIn(json.value);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      for (const part of ["value", "key"] as const) {
        const { start, end } = yaml.locate(path, part);
        expect({ path, part, ...json.locate(path, part) }).toMatchObject({
          path,
          part,
          start,
          end,
        });
      }
    }
  });

  test("what is not there stands where the value around it does", () => {
    const { start, end } = json.locate([], "value");
    expect(json.locate(["no", "such", "key"], "key")).toMatchObject({ start, end });
    expect(yaml.locate(["no", "such", "key"], "key")).toMatchObject({ start, end });
  });
});

function parse(text: string) {
  return parseDocument({ path: "/a.json", name: "a.json", projectName: "a.json", text }).document;
}

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}
