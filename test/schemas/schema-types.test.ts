/** What schemas become in TypeScript. */

import { describe, expect, test } from "vitest";
import { printSchemaTypes } from "../../generator/3-type/schemas/print-schema-types.js";
import { typeText } from "../../generator/3-type/schemas/type-text.js";
import type { SchemaUse } from "../../generator/model/schema-use.js";
import { typesIn, union } from "../../generator/model/type-node.js";
import {
  child,
  type LoadedDocument,
  type Located,
  rootOf,
} from "../../generator/source/located.js";

type Use = "response" | "request" | "form" | "both";

const uses: Readonly<Record<Use, SchemaUse>> = {
  response: { direction: "response", place: "value" },
  request: { direction: "request", place: "value" },
  form: { direction: "request", place: "form" },
  both: { direction: "both", place: "value" },
};

/** The types of schemas, each for a use, and of the components that they reach. */
function typesOf(schemas: readonly (readonly [Use, unknown])[], components: object = {}) {
  const source = { path: "/api.json", name: "api.json", projectName: "api.json", text: "" };
  const value = { roots: schemas.map(([, schema]) => schema), components: { schemas: components } };
  const document: LoadedDocument = {
    source,
    value,
    locate: () => ({ source, start: 0, end: 0 }),
  };
  const at = (...path: readonly (string | number)[]) =>
    path.reduce<Located | undefined>((found, key) => found && child(found, key), rootOf(document));
  const resolve = (located: Located): Located | undefined => {
    const { $ref } = Object(located.value);
    return typeof $ref === "string" ? at(...$ref.split("/").slice(1)) : located;
  };
  const roots = schemas.flatMap(([use], index) => {
    const root = at("roots", index);
    return root ? [[root, uses[use]] as const] : [];
  });
  const useOf = new Map(roots);
  const { roots: types, named } = printSchemaTypes([...useOf.keys()], resolve, new Set(), {
    useOf: (root) => useOf.get(root) ?? uses.both,
  });
  return {
    nodes: [...types.values()],
    roots: [...types.values()].map(typeText),
    named: Object.fromEntries(named.map(({ name, type }) => [name, typeText(type)])),
  };
}

function typeOf(schema: unknown, components: object = {}, use: Use = "response") {
  return typesOf([[use, schema]], components).roots[0]?.replace(/\s+/g, " ");
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const string = { type: "string" };
const number = { type: "number" };

describe("one schema", () => {
  test.each<[string, unknown, string]>([
    ["nothing", {}, "unknown"],
    ["true", true, "unknown"],
    ["false", false, "never"],
    ["no schema at all", "string", "unknown"],
    ["an unknown type", { type: "file" }, "unknown"],
    ["string", string, "string"],
    ["integer", { type: "integer" }, "number"],
    ["null", { type: "null" }, "null"],
    ["nullable", { type: "string", nullable: true }, "string | null"],
    ["several types", { type: ["string", "integer", "null"] }, "string | number | null"],
    ["number and integer", { type: ["number", "integer"] }, "number"],
    ["enum", { type: "string", enum: ["a", "b"] }, '"a" | "b"'],
    ["enum with null", { type: ["string", "null"], enum: ["a", null] }, '"a" | null'],
    ["nullable enum", { type: "string", enum: ["a"], nullable: true }, '"a" | null'],
    ["enum of unquoted YAML", { type: "string", enum: [1, true, "a"] }, '"1" | "true" | "a"'],
    ["enum of quoted numbers", { type: "integer", enum: ["1", "-2"] }, "1 | -2"],
    ["empty enum", { type: "string", enum: [] }, "string"],
    ["enum of what JSON lacks", { enum: [Number.NaN, 1] }, "1"],
    ["const", { const: "a" }, '"a"'],
    ["const null", { const: null }, "null"],
    ["const object", { const: { a: [1, "b"] } }, '{ a: [1, "b"]; }'],
    ["empty object", { type: "object" }, "Record<string, unknown>"],
    [
      "object that may hold nothing",
      { type: "object", additionalProperties: false },
      "{ [key: string]: never; }",
    ],
    ["map", { type: "object", additionalProperties: number }, "{ [key: string]: number; }"],
    [
      "map of anything",
      { type: "object", additionalProperties: true },
      "{ [key: string]: unknown; }",
    ],
    [
      "patterns",
      { type: "object", patternProperties: { "^x": number }, additionalProperties: false },
      "{ [key: string]: number; }",
    ],
    [
      "patterns that leave other names open",
      { type: "object", patternProperties: { "^x": number } },
      "{ [key: string]: unknown; }",
    ],
    [
      "a pattern for every name",
      { type: "object", patternProperties: { "^.*$": number } },
      "{ [key: string]: number; }",
    ],
    [
      "patterns beside others",
      { type: "object", patternProperties: { "^x": number }, additionalProperties: string },
      "{ [key: string]: number | string; }",
    ],
    [
      "properties",
      { type: "object", properties: { a: string, "b-c": number }, required: ["a"] },
      '{ a: string; "b-c"?: number; }',
    ],
    [
      "unevaluatedProperties as a schema",
      { type: "object", unevaluatedProperties: string },
      "{ [key: string]: string; }",
    ],
    [
      "properties under a condition",
      {
        type: "object",
        dependentSchemas: { b: { properties: { a: string } } },
        properties: { b: string },
      },
      "{ b?: string; a?: unknown; }",
    ],
    [
      "properties under a condition, and no others of another type",
      {
        type: "object",
        dependentSchemas: { b: { properties: { a: string } } },
        unevaluatedProperties: string,
      },
      "{ a?: string; } & { [key: string]: string; }",
    ],
    [
      "a name that is only required",
      { type: "object", properties: { a: string }, required: ["b"] },
      "{ a?: string; b: unknown; }",
    ],
    [
      "only names that are required",
      { type: "object", required: ["b"] },
      "{ b: unknown; } & { [key: string]: unknown; }",
    ],
    [
      "a name that only a part requires, which declares others",
      {
        allOf: [
          { type: "object", properties: { a: string } },
          { required: ["b"], properties: { c: string } },
        ],
      },
      "{ b: unknown; } & { a?: string; } & { c?: string; }",
    ],
    [
      "names that only members of a union require",
      {
        type: "object",
        properties: { a: string },
        oneOf: [{ required: ["b"] }, { required: ["c"], not: { required: ["b"] } }],
      },
      "{ a?: string; b?: unknown; c?: unknown; }",
    ],
    [
      "names that depend on each other",
      {
        type: "object",
        properties: { a: string },
        dependentRequired: { a: ["b"], c: ["a"] },
        dependentSchemas: { d: { required: ["e"] } },
      },
      "{ a?: string; d?: unknown; b?: unknown; c?: unknown; e?: unknown; }",
    ],
    ["a list of types with an unquoted null", { type: ["string", null] }, "string | null"],
    ["array", { type: "array", items: string }, "string[]"],
    ["array without items", { type: "array" }, "unknown[]"],
    ["array of arrays", { type: "array", items: { type: "array", items: string } }, "string[][]"],
    [
      "array of composed arrays",
      { type: "array", items: { allOf: [{ type: "array", items: string }] } },
      "string[][]",
    ],
    [
      "array of a union",
      { type: "array", items: { type: ["string", "null"] } },
      "(string | null)[]",
    ],
    [
      "tuple",
      { type: "array", prefixItems: [string, number], minItems: 2, maxItems: 2 },
      "[string, number]",
    ],
    [
      "tuple that may be shorter",
      { type: "array", prefixItems: [string, number, string], minItems: 1, items: false },
      "[string, number?, string?]",
    ],
    [
      "tuple with a maximum",
      { type: "array", prefixItems: [string, number], maxItems: 1 },
      "[string?]",
    ],
    [
      "tuple without limits",
      { type: "array", prefixItems: [string, number] },
      "[string?, number?, ...unknown[]]",
    ],
    [
      "tuple that goes on",
      { type: "array", prefixItems: [string], minItems: 3, items: { type: ["number", "null"] } },
      "[string, ...(number | null)[]]",
    ],
    [
      "tuple of an earlier draft",
      { type: "array", items: [{ type: ["string", "null"] }], additionalItems: false },
      "[(string | null)?]",
    ],
    [
      "array of tuples",
      { type: "array", items: { type: "array", prefixItems: [string], minItems: 1, maxItems: 1 } },
      "[string][]",
    ],
    [
      "lengths that are no numbers",
      { type: "array", prefixItems: [string], minItems: "a", maxItems: -1 },
      "[string?, ...unknown[]]",
    ],
    ["oneOf", { oneOf: [string, number] }, "string | number"],
    ["anyOf with null", { anyOf: [string, { type: "null" }] }, "string | null"],
    ["oneOf of numbers", { oneOf: [number, { type: "integer", format: "int64" }] }, "number"],
    ["oneOf of the same", { oneOf: [string, { type: "string", format: "uri" }] }, "string"],
    [
      "anyOf that only requires",
      { properties: { a: string, b: string }, anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      "{ a?: string; b?: string; } | null",
    ],
    [
      "anyOf that only requires, of an object",
      {
        type: "object",
        properties: { a: string, b: string },
        anyOf: [{ required: ["a"] }, { required: ["b"] }],
      },
      "{ a?: string; b?: string; }",
    ],
    [
      "allOf that only requires, of an object",
      { type: "object", properties: { a: string, b: string }, allOf: [{ required: ["a"] }] },
      "{ a: string; b?: string; }",
    ],
    [
      "a type and its formats",
      { type: "string", anyOf: [{ format: "email" }, { format: "uri" }] },
      "string",
    ],
    [
      "properties and a union",
      {
        type: "object",
        properties: { a: string },
        oneOf: [{ properties: { b: string } }, { properties: { c: string } }],
      },
      "{ a?: string; } & ({ b?: string; } | { c?: string; })",
    ],
    ["allOf of one", { allOf: [string] }, "string"],
    [
      "allOf, nullable",
      { allOf: [{ properties: { a: string } }], nullable: true },
      "{ a?: string; } | null",
    ],
    [
      "allOf that requires",
      { allOf: [{ properties: { a: string } }, { required: ["a"] }] },
      "{ a: string; } | null",
    ],
    [
      "a type around allOf",
      { type: "object", allOf: [{ properties: { a: string } }], required: ["a"] },
      "{ a: string; }",
    ],
    ["a dangling reference", ref("Nothing"), "unknown"],
    [
      "names that are no identifiers",
      { type: "object", properties: { é: string, __proto__x: string, "\u202e": string } },
      '{ é?: string; __proto__x?: string; "\u202e"?: string; }',
    ],
  ])("%s", (_, schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });
});

describe("references", () => {
  test("names are those of the components", () => {
    const { roots, named } = typesOf([["response", ref("pet-dog")]], { "pet-dog": string });
    expect(roots).toEqual(["PetDog"]);
    expect(named).toEqual({ PetDog: "string" });
  });

  test("keywords beside a reference count, but those that say nothing more", () => {
    const components = { A: { type: "object", properties: { a: string } } };
    expect(typeOf({ ...ref("A"), description: "x", type: "object" }, components)).toBe("A");
    expect(typeOf({ ...ref("A"), nullable: true }, components)).toBe("A | null");
    expect(typeOf({ ...ref("A"), properties: { b: string } }, components)).toBe(
      "A & { b?: string; }",
    );
    expect(typeOf({ ...ref("A"), required: ["a"] }, components)).toBe('A & Required<Pick<A, "a">>');
  });

  test("allOf makes the properties of its parts required, however deep they are declared", () => {
    const components = {
      Base: { type: "object", properties: { a: string, b: string }, required: ["b"] },
      Middle: { allOf: [ref("Base")], properties: { c: string } },
    };
    expect(typeOf({ allOf: [ref("Middle"), { required: ["a", "b", "zzz"] }] }, components)).toBe(
      '{ zzz: unknown; } & (Middle & Required<Pick<Middle, "a">>)',
    );
  });

  test("what is a part of itself", () => {
    const { named } = typesOf(
      [
        ["response", ref("Tree")],
        ["response", ref("Loop")],
        ["response", ref("Json")],
      ],
      {
        Tree: { type: "object", properties: { children: { type: "array", items: ref("Tree") } } },
        Loop: { allOf: [ref("Loop"), { properties: { a: string } }] },
        Json: { oneOf: [string, { type: "array", items: ref("Json") }, ref("Other")] },
        Other: { anyOf: [number, ref("Json")] },
      },
    );
    expect(Object.values(named).map((text) => text.replace(/\s+/g, " "))).toEqual([
      "string | Json[] | Other",
      "{ a?: string; }",
      "number",
      "{ children?: Tree[]; }",
    ]);
  });

  test("a value that contains itself through a YAML alias", () => {
    const loop: Record<string, unknown> = { type: "object" };
    loop["properties"] = { self: loop, a: string };
    expect(typeOf(loop)).toBe("{ self?: unknown; a?: string; }");
  });
});

describe("a discriminator", () => {
  const Cat = { properties: { kind: string, lives: number } };
  const Dog = { properties: { kind: { type: "string", enum: ["dog"] } } };

  const union = { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } };
  const mappedBy = (mapping: object) => ({
    ...union,
    discriminator: { propertyName: "kind", mapping },
  });

  test("distinguishes members by the names of their components", () => {
    expect(typeOf(union, { Cat, Dog })).toBe('(Cat & { kind: "Cat"; }) | Dog');
  });

  test("distinguishes members by its mapping as well", () => {
    const mapped = mappedBy({ feline: "#/components/schemas/Cat", cat: "Cat" });
    expect(typeOf(mapped, { Cat, Dog })).toBe('(Cat & { kind: "feline" | "cat" | "Cat"; }) | Dog');
  });

  test("can give the name of a component to another one", () => {
    const mapped = mappedBy({ Cat: "Dog", dog: "Cat" });
    expect(typeOf(mapped, { Cat, Dog: Cat })).toBe(
      '(Cat & { kind: "dog"; }) | (Dog & { kind: "Cat" | "Dog"; })',
    );
  });

  test("allows every value for the default", () => {
    const discriminator = { propertyName: "kind", mapping: { cat: "Cat" }, defaultMapping: "Dog" };
    expect(typeOf({ ...union, discriminator }, { Cat, Dog: Cat })).toBe(
      '(Cat & { kind: "cat" | "Cat"; }) | Dog',
    );
  });

  test("does not name schemas that are not components", () => {
    const { roots } = typesOf([
      ["response", { ...union, oneOf: [{ $ref: "#/roots/1" }] }],
      ["response", Cat],
    ]);
    expect(roots[0]).toBe("Roots_1");
  });

  test("does not contradict what a member says itself", () => {
    const single = { oneOf: [ref("Dog")], discriminator: { propertyName: "kind" } };
    expect(typeOf(single, { Dog })).toBe("Dog");
  });

  test("narrows the values that all members have", () => {
    const kind = { type: "string", enum: ["cat", "dog"] };
    const Any = { type: "object", properties: { kind } };
    const mapped = mappedBy({ cat: "Cat", dog: "Dog" });
    expect(typeOf(mapped, { Cat: Any, Dog: Any })).toBe(
      '(Cat & { kind: "cat"; }) | (Dog & { kind: "dog"; })',
    );
  });
});

describe("a parent with a discriminator", () => {
  const Pet = {
    type: "object",
    required: ["kind"],
    properties: { kind: string, friend: ref("Pet") },
    discriminator: { propertyName: "kind" },
  };
  const extend = (name: string, properties: object, required: readonly string[] = []) => ({
    allOf: [ref(name), { type: "object", properties, required }],
  });
  const Cat = extend("Pet", { lives: number });
  const Dog = extend("Pet", { tricks: string }, ["tricks"]);
  const namedOf = (schema: unknown, components: object, use: Use = "response") =>
    Object.fromEntries(
      Object.entries(typesOf([[use, schema]], components).named).map(([name, type]) => [
        name,
        type.replace(/\s+/g, " "),
      ]),
    );

  test("stands for the schemas that extend it, which may all have more", () => {
    expect(namedOf(ref("Pet"), { Pet, Cat, Dog })).toEqual({
      Pet: "PetBase & { lives?: number; tricks?: string; }",
      PetBase: "{ kind: string; friend?: Pet; }",
    });
  });

  test("is only itself where another schema extends it", () => {
    expect(
      namedOf(ref("Dog"), { Pet: { ...Pet, properties: { kind: string } }, Cat, Dog }),
    ).toEqual({ Dog: "Pet & { tricks: string; }", Pet: "{ kind: string; }" });
  });

  test("stands for its children in the allOf of a schema that is none of them", () => {
    const owner = { type: "object", properties: { pet: { allOf: [ref("Pet")] } } };
    expect(typeOf(owner, { Pet, Cat })).toBe("{ pet?: Pet; }");
    expect(namedOf(owner, { Pet, Cat })["Pet"]).toBe("PetBase & { lives?: number; }");
  });

  test("stands for the children of its children, and for what only its mapping names", () => {
    const Puppy = extend("Dog", { age: number });
    const Fish = { type: "object", properties: { depth: number } };
    const mapped = { ...Pet, discriminator: { propertyName: "kind", mapping: { fish: "Fish" } } };
    expect(namedOf(ref("Pet"), { Pet: mapped, Dog, Puppy, Fish })["Pet"]).toBe(
      "PetBase & { depth?: number; tricks?: string; age?: number; }",
    );
  });

  test("has a property of all the types that children declare", () => {
    const other = extend("Pet", { lives: string, kind: { enum: ["other"] } });
    expect(namedOf(ref("Pet"), { Pet, Cat, other })["Pet"]).toBe(
      "PetBase & { lives?: number | string; }",
    );
  });

  test("may be null", () => {
    expect(namedOf(ref("Pet"), { Pet: { ...Pet, nullable: true }, Cat })["Pet"]).toBe(
      "(PetBase & { lives?: number; }) | null",
    );
  });

  test("is sent without the properties that children only receive", () => {
    const secret = extend("Pet", { lives: { ...number, readOnly: true } });
    expect(namedOf(ref("Pet"), { Pet, secret }, "request")["Pet"]).toBe(
      "{ kind: string; friend?: Pet; }",
    );
  });

  test("does not end in a circle of schemas that extend each other", () => {
    const circular = { ...Pet, allOf: [ref("Cat")] };
    expect(namedOf(ref("Pet"), { Pet: circular, Cat, Dog })["Pet"]).toBe(
      "PetBase & { tricks?: string; }",
    );
  });
});

describe("readOnly and writeOnly", () => {
  const User = {
    type: "object",
    properties: {
      id: { type: "string", readOnly: true },
      password: { ...string, writeOnly: true },
    },
    required: ["id", "password"],
  };

  test("a schema that differs has two names", () => {
    const { roots, named } = typesOf(
      [
        ["response", ref("Team")],
        ["request", ref("Team")],
        ["request", ref("Plain")],
        ["response", ref("Plain")],
      ],
      {
        User,
        Team: { type: "object", properties: { lead: ref("User") } },
        Plain: { type: "object", properties: { a: string } },
      },
    );
    expect(roots).toEqual(["Team", "TeamRequest", "Plain", "Plain"]);
    expect(
      Object.fromEntries(Object.entries(named).map(([k, v]) => [k, v.replace(/\s+/g, " ")])),
    ).toEqual({
      Plain: "{ a?: string; }",
      Team: "{ lead?: User; }",
      TeamRequest: "{ lead?: UserRequest; }",
      User: "{ id: string; }",
      UserRequest: "{ password: string; }",
    });
  });

  test("a schema that is only sent has its own name", () => {
    expect(typesOf([["request", ref("User")]], { User }).roots).toEqual(["User"]);
  });

  test("a name that is taken is another one's", () => {
    const components = { User, UserRequest: string };
    const asked = [
      ["response", ref("User")],
      ["request", ref("User")],
      ["request", ref("UserRequest")],
    ];
    const { roots } = typesOf(asked as [Use, unknown][], components);
    expect(roots).toEqual(["User", "UserRequest2", "UserRequest"]);
  });

  test("a reference to a schema that is readOnly", () => {
    const schema = { type: "object", properties: { id: ref("Id"), a: string } };
    const components = { Id: { type: "string", readOnly: true } };
    expect(typeOf(schema, components, "request")).toBe("{ a?: string; }");
    expect(typeOf(schema, components, "response")).toBe("{ id?: Id; a?: string; }");
    expect(typeOf(schema, components, "both")).toBe("{ id?: Id; a?: string; }");
  });
});

describe("files in multipart forms", () => {
  const file = { type: "string", format: "binary" };

  test.each<[string, unknown, string]>([
    ["OpenAPI 3.0", file, "Blob"],
    ["OpenAPI 3.1", { contentMediaType: "image/png" }, "Blob"],
    [
      "encoded as text",
      { type: "string", contentMediaType: "image/png", contentEncoding: "base64" },
      "string",
    ],
    ["several", { type: "array", items: file }, "Blob[]"],
    ["nullable", { ...file, nullable: true }, "Blob | null"],
    ["in a JSON part", { type: "object", properties: { b: file } }, "{ b?: string; }"],
    ["by reference", ref("File"), "File"],
  ])("%s", (_, schema, expected) => {
    const form = { type: "object", properties: { a: schema } };
    expect(typeOf(form, { File: file }, "form")).toBe(`{ a?: ${expected}; }`);
  });

  test("elsewhere they are text", () => {
    expect(typeOf({ properties: { a: file } }, {}, "request")).toBe("{ a?: string; }");
  });

  test("a schema that is sent as JSON too has two names", () => {
    const Upload = { properties: { file } };
    const asked = [
      ["request", ref("Upload")],
      ["form", ref("Upload")],
    ] as [Use, unknown][];
    const { roots, named } = typesOf(asked, { Upload });
    expect(roots).toEqual(["Upload", "UploadForm"]);
    expect(named["UploadForm"]).toContain("file?: Blob;");
  });
});

test.each(["request", "response"] as const)("properties beside the named ones, in a %s", (use) => {
  const typeOfBoth = (named: object, others: object) =>
    typeOf({ type: "object", properties: { a: named }, additionalProperties: others }, {}, use);
  expect(typeOfBoth(string, number)).toBe("{ a?: string; } & { [key: string]: unknown; }");
  expect(typeOfBoth(string, { type: "string", format: "uri" })).toBe(
    "{ a?: string; } & { [key: string]: string; }",
  );
  expect(typeOfBoth(string, { ...string, description: "Any." })).toBe(
    "{ a?: string; } & { [key: string]: string; }",
  );
});

describe("a schema without a type", () => {
  const object = { type: "object", properties: { b: string } };
  const typeless = { properties: { a: string }, required: ["a"] };
  const components = { Pet: object, Typeless: typeless, Any: {}, Both: { anyOf: [typeless] } };
  const open = "{ a: string; } | null";

  test.each<[string, unknown, string]>([
    ["with properties", typeless, open],
    [
      "with additionalProperties",
      { additionalProperties: string },
      "{ [key: string]: string; } | null",
    ],
    ["with items", { items: string }, "string[] | null"],
    [
      "with prefixItems",
      { prefixItems: [string, number] },
      "[string?, number?, ...unknown[]] | null",
    ],
    ["in an object", { type: "object", properties: { o: typeless } }, `{ o?: ${open}; }`],
    ["in a map", { type: "object", additionalProperties: typeless }, `{ [key: string]: ${open}; }`],
    ["in an array", { type: "array", items: typeless }, `(${open})[]`],
    ["by reference", ref("Typeless"), "Typeless | null"],
    ["by reference to a union", ref("Both"), "Both | null"],
    [
      "beside others",
      { allOf: [ref("Typeless"), { properties: { c: string } }] },
      "(Typeless & { c?: string; }) | null",
    ],
    ["as a member of a union", { oneOf: [typeless, string] }, "{ a: string; } | string | null"],
    [
      "beside an object, in a union",
      { anyOf: [typeless, object] },
      "{ a: string; } | { b?: string; } | null",
    ],
    ["null beside it", { oneOf: [typeless, { type: "null" }] }, open],
    ["without members", { required: ["a"] }, "unknown"],
    ["by reference to anything", ref("Any"), "Any"],
  ])("allows values of other kinds %s", (_, schema, expected) => {
    expect(typeOf(schema, components)).toBe(expected);
    const { nodes } = typesOf([["response", schema]], components);
    const marked = nodes
      .flatMap(typesIn)
      .filter((type) => type.kind === "keyword" && type.hasOtherKinds);
    expect(marked).toHaveLength(expected.includes("null") ? 1 : 0);
  });

  test.each<[string, unknown, string]>([
    ["a type around it", { type: "object", allOf: [typeless] }, "{ a: string; }"],
    ["a type beside it", { allOf: [typeless, object] }, "{ a: string; } & { b?: string; }"],
    ["a reference to a type", { ...ref("Pet"), ...typeless }, "Pet & { a: string; }"],
    ["a reference in allOf", { allOf: [ref("Pet")], ...typeless }, "{ a: string; } & Pet"],
    [
      "a union of typed members",
      { ...typeless, oneOf: [object] },
      "{ a: string; } & { b?: string; }",
    ],
    ["a type around a union", { type: "object", oneOf: [typeless] }, "{ a: string; }"],
    ["listed values", { ...typeless, enum: [{ a: "b" }] }, '{ a: "b"; }'],
    [
      "a discriminator",
      { oneOf: [ref("Typeless")], discriminator: { propertyName: "a" } },
      'Typeless & { a: "Typeless"; }',
    ],
  ])("is limited by %s", (_, schema, expected) => {
    expect(typeOf(schema, components)).toBe(expected);
  });

  test("is an object where it is sent", () => {
    expect(typeOf(typeless, {}, "request")).toBe("{ a: string; }");
    expect(typeOf({ items: string }, {}, "request")).toBe("string[]");
    expect(typeOf(typeless, {}, "both")).toBe("{ a: string; }");
  });

  test("keeps its doc comment", () => {
    const { nodes } = typesOf([
      ["response", { type: "object", properties: { a: { ...typeless, description: "A." } } }],
    ]);
    expect(JSON.stringify(nodes)).toContain('"doc":"A."');
  });

  test("that combines itself through a union ends", () => {
    const Loop = { oneOf: [string, ref("Loop"), ref("Other")] };
    const Other = { anyOf: [typeless, ref("Loop")] };
    expect(typeOf(ref("Loop"), { Loop, Other })).toBe("Loop | null");
  });
});

describe("integers of 64 bits", () => {
  const int64 = { type: "integer", format: "int64" };

  test.each<[string, unknown, string, number]>([
    ["int64", int64, "number", 1],
    ["uint64", { type: "integer", format: "uint64" }, "number", 1],
    ["int32", { type: "integer", format: "int32" }, "number", 0],
    ["a string", { type: "string", format: "int64" }, "string", 0],
    ["nullable", { ...int64, nullable: true }, "number | null", 1],
    ["with a string", { type: ["integer", "string"], format: "int64" }, "number | string", 1],
    ["restricted", { allOf: [int64, { minimum: 1 }] }, "number", 1],
    ["in an array", { type: "array", items: int64 }, "number[]", 1],
    ["in an object", { type: "object", properties: { a: int64 } }, "{ a?: number; }", 1],
    ["in a map", { type: "object", additionalProperties: int64 }, "{ [key: string]: number; }", 1],
  ])("%s", (_, schema, text, count) => {
    const { nodes, roots } = typesOf([["response", schema]]);
    expect(roots).toEqual([text]);
    const marked = nodes
      .flatMap(typesIn)
      .filter((type) => type.kind === "keyword" && type.format === "int64");
    expect(marked).toHaveLength(count);
  });

  test("are equal to numbers", () => {
    const { nodes } = typesOf([
      ["response", int64],
      ["response", number],
    ]);
    expect(typeText(union(nodes))).toBe("number");
  });

  test("a union does not contain `never`", () => {
    const { nodes } = typesOf([
      ["response", false],
      ["response", { type: "null" }],
    ]);
    expect(typeText(union(nodes))).toBe("null");
  });
});
