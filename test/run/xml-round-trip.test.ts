/** Values of random schemas are the same after they were written as XML and read again. */

import { expect, test } from "vitest";
import { XmlDescriber } from "../../generator/3-type/apis/describe-xml.js";
import type { XmlType as Described } from "../../generator/model/xml-type.js";
import { readXml } from "../../templates/runtime/read-xml.js";
import { writeXml } from "../../templates/runtime/write-xml.js";
import type { XmlType } from "../../templates/runtime/xml-type.js";
import { toLocated } from "../to-located.js";
import { randomFrom } from "./random-flows.js";

type Random = ReturnType<typeof randomFrom>;
type Schema = Readonly<Record<string, unknown>>;

const texts = [
  "",
  " a ",
  "<b>&amp;]]>",
  "\"'",
  "line\r\nbreak\ttab",
  "é 😀",
  "__proto__",
  "12",
  "true",
];
const names = ["a", "b", "c", "constructor", "__proto__", "toString"];
const numbers = [0, -1, 1.5, 1e21, 1e-7, 2 ** 53 - 1];

function randomSchema(random: Random, depth: number, isMember: boolean): Schema {
  const kind = random(depth > 2 ? 3 : 5);
  const own = {
    ...(random(3) === 0 && { name: `n${random(1000)}` }),
    ...(random(4) === 0 && { namespace: `urn:${random(3)}` }),
    ...(random(4) === 0 && { prefix: `p${random(3)}` }),
  };
  if (kind === 4) {
    return {
      type: "array",
      items: randomSchema(random, depth + 1, false),
      // An array in an array needs an element of its own.
      xml: { ...own, wrapped: !isMember || random(2) === 0 },
    };
  }
  if (kind === 3) return { ...randomObject(random, depth), xml: own };
  const isAttribute = isMember && random(3) === 0;
  const type = ["string", "number", "boolean"][kind];
  return {
    type,
    nullable: !isAttribute && random(3) === 0,
    xml: { ...own, attribute: isAttribute },
  };
}

function randomObject(random: Random, depth: number): Schema {
  const entries = names
    .slice(0, 1 + random(names.length))
    .map((name) => [name, randomSchema(random, depth + 1, true)] as const);
  return { type: "object", properties: Object.fromEntries(entries) };
}

function randomValue(schema: Schema, random: Random): unknown {
  if (schema["nullable"] && random(3) === 0) return null;
  switch (schema["type"]) {
    case "string":
      return texts[random(texts.length)];
    case "number":
      return numbers[random(numbers.length)];
    case "boolean":
      return random(2) === 0;
    case "array": {
      // Without an element around it, an empty array is absent.
      const length = random(3) + 1;
      return Array.from({ length }, () => randomValue(schema["items"] as Schema, random));
    }
    default: {
      const entries = Object.entries(schema["properties"] as Readonly<Record<string, Schema>>)
        .filter(() => random(4) > 0)
        .map(([name, member]) => [name, randomValue(member, random)] as const);
      return Object.fromEntries(entries);
    }
  }
}

function toRuntime({ members, items, type, ...rest }: Described): XmlType {
  if (typeof type !== "string") throw new Error("the schemas have no references");
  const entries = [...(members ?? [])].map(([name, member]) => [name, toRuntime(member)] as const);
  const own = JSON.parse(JSON.stringify(rest)) as Omit<XmlType, "type">;
  const inner = items ? { items: toRuntime(items) } : {};
  return { ...own, type, ...inner, ...(members && { members: Object.fromEntries(entries) }) };
}

test("300 random values", () => {
  const random = randomFrom(11);
  let described = 0;
  for (let index = 0; index < 300; index += 1) {
    const schema = { ...randomObject(random, 0), xml: { name: "root" } };
    const describer = new XmlDescriber((at) => at, new Set());
    const found = describer.describe(toLocated(schema), "request");
    if (!found) continue;
    described += 1;
    const type = toRuntime(found);
    const value = randomValue(schema, random);
    const text = writeXml(type, value);
    const read = readXml(type)(text, (problem) => new Error(problem));
    expect(read.body, `${index}: ${JSON.stringify(schema)}\n${text}`).toEqual(value);
  }
  expect(described).toBe(300);
});

test("the text of an element does not contain the text of the elements in it", () => {
  const schema = {
    type: "object",
    properties: {
      text: { type: "string", xml: { nodeType: "text" } },
      items: { type: "array", items: { type: "integer", xml: { name: "i" } } },
    },
  };
  const found = new XmlDescriber((at) => at, new Set()).describe(toLocated(schema), "response");
  const type = found && toRuntime(found);
  const read = type && readXml(type)("<r>a<i>1</i><![CDATA[b]]><!-- c --></r>", Error);
  expect(read?.body).toEqual({ text: "ab", items: [1] });
});
