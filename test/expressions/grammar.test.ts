/** The grammar of runtime expressions, as the standard prints it, and what the parser reads. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseExpression } from "../../generator/2-link/expressions/parse-expression.js";
import { rulesOf } from "../../generator/model/versions.js";
import { toLocated } from "../to-located.js";
import { generate, readGrammar, recognises } from "./grammar.js";

const abnf = readFileSync(join(import.meta.dirname, "arazzo-1.1.0.abnf"), "utf8");
const grammar = readGrammar(abnf);

const rulesOfVersion = (arazzo: string) => rulesOf(toLocated({ arazzo }).document);
const [first, later] = [rulesOfVersion("1.0.1"), rulesOfVersion("1.1.0")];

/** Valid expressions of each production. */
const valid10 = [
  ...["$url", "$method", "$statusCode"],
  ...[
    "$request.header.accept",
    "$request.header.X-Trace_1",
    "$request.header.a#b$c%d&e'f*g+h^i`j|k~l!",
  ],
  ...[
    "$request.query.limit",
    "$request.query.page[size]",
    "$request.query.a b",
    "$request.path.id",
  ],
  ...[
    "$request.body",
    "$request.body#",
    "$request.body#/",
    "$request.body#/user/uuid",
    "$request.body#//a",
  ],
  ...[
    "$response.header.Server",
    "$response.body",
    "$response.body#/items/0/id",
    "$response.query.a",
  ],
  ...["$response.body#/a~0b/c~1d", "$response.body#/a%20b/ü/#/|", "$response.body#/a b"],
  ...["$inputs.username", "$inputs.user.name", "$inputs.0", "$inputs.-", "$inputs.user_name-2"],
  ...["$outputs.bar", "$outputs.a.b", "$steps.one.outputs.pets", "$steps.one.outputs.pets#/0/id"],
  ...["$steps.outputs.outputs.outputs", "$workflows.foo.inputs.username"],
  ...["$workflows.foo.outputs.bar", "$workflows.foo.outputs.mappedResponse#/name"],
  ...["$sourceDescriptions.petstore.url", "$components.parameters.foo"],
];
const valid11 = [
  ...["$self", "$inputs.a#", "$inputs.a#/b", "$inputs.a.b#/c/0", "$outputs.a#/b~1c"],
  ...["$steps.a_b-c.outputs.d.e#/f", "$workflows.w.inputs.a#/b", "$workflows.w.outputs.a.b#/c"],
  ...["$request.payload", "$request.payload#/a", "$response.payload", "$response.payload#/a/0"],
  ...["$message.header.Server", "$message.query.a", "$message.path.a", "$message.body"],
  ...["$message.body#/a", "$message.payload", "$message.payload#/status"],
  ...[
    "$sourceDescriptions.a.getPetById",
    "$sourceDescriptions.a.b.c",
    "$sourceDescriptions.a.x y#/z",
  ],
  ...['$request.query.a\\"b', "$request.query.a\\\\b\\/\\u00e9", "$sourceDescriptions.a.\\n"],
  ...[
    "$components.parameters.a.b",
    "$components.successActions.c",
    "$components.failureActions.d-e",
  ],
];
const invalid11 = [
  ...[
    "",
    "$",
    "url",
    "$urls",
    "$url.",
    "$url#/a",
    "$method/x",
    "$statusCode.a",
    "$self.x",
    "$self#/a",
  ],
  ...[
    "$URL",
    "$Inputs.a",
    "$statuscode",
    "$request",
    "$request.",
    "$request.bodies",
    "$request.Body",
  ],
  ...[
    "$request.header.",
    "$request.header.a b",
    "$request.header.a/b",
    "$request.header.(a)",
    "$request.header.ü",
  ],
  ...['$request.query.a"b', "$request.query.a\\", "$request.query.a\\x", "$request.query.\\u12"],
  ...["$request.query.a\n", "$request.query.{a}", "$request.path.a}"],
  ...[
    "$response.body/a",
    "$response.body#a",
    "$response.body#/~",
    "$response.body#/~2",
    "$response.body.a",
  ],
  ...[
    "$response.body#/{a}",
    "$response.body#/a}",
    "$response.body[0]",
    "$response.payload.a",
    "$message",
  ],
  ...[
    "$message.statusCode",
    "$message.body.a",
    "$inputs",
    "$inputs.",
    "$inputs.a b",
    "$inputs.a[0]",
  ],
  ...["$inputs.a/b", "$inputs.ü", "$inputs.a#b", "$inputs.a#/~", "$outputs.", "$outputs.a$"],
  ...[
    "$steps.a",
    "$steps.a.outputs",
    "$steps.a.outputs.",
    "$steps.a.inputs.b",
    "$steps.a.b.outputs.c",
  ],
  ...["$steps..outputs.a", "$steps.a b.outputs.c", "$steps.a.output.b", "$steps.a.outputs.b c"],
  ...["$workflows.w", "$workflows.w.steps.a", "$workflows.w.inputs", "$workflows.a.b.inputs.c"],
  ...[
    "$sourceDescriptions.a",
    "$sourceDescriptions.a.",
    "$sourceDescriptions.a b.c",
    '$sourceDescriptions.a."',
  ],
  ...[
    "$components.inputs.a",
    "$components.parameters",
    "$components.parameters.",
    "$components.parameters.a#/b",
  ],
  ...["$components.parameters.a b", "{$inputs.a}", " $inputs.a", "$inputs.a ", "$$inputs.a"],
];

describe("the tables", () => {
  test.for([...valid10, ...valid11])("%j is valid in version 1.1", (text) => {
    expect(recognises(grammar, "expression", text), "the grammar").toBe(true);
    expect(isStandard(text)).toBe(true);
  });

  test.for(invalid11)("%j is not valid in version 1.1", (text) => {
    expect(recognises(grammar, "expression", text), "the grammar").toBe(false);
    expect(isStandard(text)).toBe(false);
  });

  test.for(valid10)("%j is valid in version 1.0", (text) => {
    expect(isStandard(text, first)).toBe(true);
  });

  test.for(["$self", "$message.body", "$response.payload", "$request.payload#/a"])(
    "%j is not valid in version 1.0",
    (text) => expect(parseExpression(text, first)).toMatchObject({ isLater: true }),
  );
});

describe.for([1, 2, 3, 4])("random expressions, seed %i", (seed) => {
  const random = seeded(seed);
  const expressions = Array.from({ length: 400 }, () => generate(grammar, "expression", random));

  test("are valid", () => {
    expect(expressions.filter((text) => !recognises(grammar, "expression", text))).toEqual([]);
    expect(expressions.filter((text) => !isStandard(text) && !hasEmptyName(text))).toEqual([]);
  });

  test("with a change are as valid as the grammar says", () => {
    const changed = expressions.flatMap((text) =>
      Array.from({ length: 5 }, () => change(text, random)),
    );
    const differences = changed.filter(
      (text) => !hasEmptyName(text) && isStandard(text) !== recognises(grammar, "expression", text),
    );
    expect(differences).toEqual([]);
  });

  test("are expressions of version 1.0, but for what is new", () => {
    const old = expressions.filter(
      (text) => !/^\$(?:self|message|\w+\.payload|sourceD)/.test(text),
    );
    expect(old.filter((text) => !isStandard(text, first) && !hasEmptyName(text))).toEqual([]);
  });
});

test("an expression without a name is an error, although the grammar allows it", () => {
  expect(parseExpression("$request.query.", later)).toMatchObject({ kind: "problem", offset: 8 });
});

test.for([
  ["$response.body#/a~2b", 17],
  ["$inputs.a#b", 9],
  ["$request.header.a(b", 17],
  ["$statusCode.x", 11],
  ["$response.body#/a{b", 17],
  ["$components.parameters.a#/b", 24],
] as const)("the fault in %j is at its offset", ([text, offset]) => {
  expect(parseExpression(text, later)).toMatchObject({ kind: "problem", offset });
});

/** True if the parser reads the text without a deviation. */
function isStandard(text: string, rules = later): boolean {
  const parsed = parseExpression(text, rules);
  return parsed.kind !== "problem" && (!("isStandard" in parsed) || parsed.isStandard);
}

function hasEmptyName(text: string): boolean {
  return /^\$(?:request|response|message)\.(?:query|path)\.$/.test(text);
}

/** Removes, repeats, replaces or adds a character, or cuts the text. */
function change(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const letters = '$.#/~{}[]"\\ aZ0_-%ü\n';
  const letter = letters.charAt(Math.floor(random() * letters.length));
  const before = text.slice(0, at);
  const forms = [
    before + text.slice(at + 1),
    before + text.charAt(at) + text.slice(at),
    before + letter + text.slice(at + 1),
    before + letter + text.slice(at),
    before,
  ];
  return forms[Math.floor(random() * forms.length)] ?? text;
}

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
