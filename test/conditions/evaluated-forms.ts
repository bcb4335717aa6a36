import type { Reply } from "../run/run-flow.js";
import type { ConditionForm } from "./forms.js";

/** A row of the tables "How is a condition evaluated?" in docs/decisions-arazzo.md. */
export interface EvaluatedForm extends Omit<ConditionForm, "holds" | "fails"> {
  readonly row: string;
  readonly holds: readonly Reply[];
  readonly fails: readonly Reply[];
  /** What `onStep` is told of the criterion when it fails. */
  readonly problem?: string;
}

const s = (value: unknown): Reply => [200, { s: value }];
const body = (value: unknown): Reply => [200, value];
const xml = (text: string): Reply => [200, text, { "content-type": "application/xml" }];

const simple: readonly EvaluatedForm[] = [
  {
    row: "null equals null and absent values",
    condition: "$response.body#/s == $inputs.nullable",
    inputs: { nullable: null },
    holds: [s(null), body({})],
    fails: [s(0), s(""), s(false), s("null")],
  },
  {
    row: "every other value differs from null",
    condition: "$response.body#/s != null",
    holds: [s(0), s(""), s(false)],
    fails: [s(null), body({})],
  },
  {
    row: "null is neither less nor greater",
    condition: "$response.body#/s < 5",
    holds: [s(4), s(-1)],
    fails: [s(null), body({}), s(5)],
  },
  {
    row: "null is not at most null",
    condition: "$response.body#/s <= $inputs.nullable",
    inputs: { nullable: null },
    holds: [],
    fails: [s(null), body({}), s("")],
  },
  {
    row: "a string with a number, compared with a number",
    condition: "$response.body#/s >= 10",
    holds: [s("10"), s("9e1"), s(10), s(" 11 ")],
    fails: [s("9"), s("many"), s(""), s(true)],
  },
  {
    row: "two strings with numbers, in an order",
    condition: "$response.body#/s < '10'",
    holds: [s("9"), s("9.5")],
    fails: [s("10"), s("10.0"), s("11")],
  },
  {
    row: "two strings, one of which is not a number, in an order",
    condition: "$response.body#/s < 'b1'",
    holds: [s("a2"), s("A2"), s("10")],
    fails: [s("B1"), s("b10")],
  },
  {
    row: "a string and a number are equal by number",
    condition: "$response.body#/s == 5",
    holds: [s("5"), s("5.0"), s(5)],
    fails: [s("five"), s(""), s(true), s([5])],
  },
  {
    row: "two strings are equal by text",
    condition: "$response.body#/s == '5'",
    holds: [s("5"), s(5)],
    fails: [s("5.0"), s("05")],
  },
  {
    row: "strings without case",
    condition: "$response.body#/s == 'Straße ä'",
    holds: [s("STRAßE Ä"), s("straße ä")],
    fails: [s("strasse ä"), s("Straße a")],
  },
  {
    row: "a boolean and a string",
    condition: "$response.body#/s == true",
    holds: [s(true), s("true"), s("TRUE")],
    fails: [s(false), s("yes"), s(1)],
  },
  {
    row: "a boolean has no order",
    condition: "$response.body#/s > 0",
    holds: [s(1), s("1")],
    fails: [s(true), s([1]), s({ a: 1 })],
  },
  {
    row: "objects are equal by their members, whatever the order",
    condition: "$response.body#/s == $inputs.object",
    inputs: { object: { a: "x", b: [{ c: 1, d: 2 }] } },
    holds: [s({ b: [{ d: 2, c: 1 }], a: "x" })],
    fails: [s({ a: "X", b: [{ c: 1, d: 2 }] }), s({ a: "x" }), s('{"a":"x"}'), s(null)],
  },
  {
    row: "objects of a declared type are compared in the same way",
    condition: "$inputs.object == $inputs.other && $response.body#/s == 1",
    inputs: { object: { a: "x" }, other: { a: "x" } },
    holds: [s(1)],
    fails: [s(2)],
  },
  {
    row: "a value alone",
    condition: "$response.body#/s",
    holds: [s(true), s(1), s("false"), s("0"), s([]), s({})],
    fails: [s(false), s(0), s(""), s(null), body({})],
  },
  {
    row: "not",
    condition: "!($response.body#/s > 5)",
    holds: [s(5), s(null), body({}), s("many")],
    fails: [s(6), s("6")],
  },
];

const regex: readonly EvaluatedForm[] = [
  {
    row: "a pattern is searched in the text of a scalar, and matches case",
    type: "regex",
    condition: "^(tr|1)",
    context: "$response.body#/s",
    holds: [s(true), s("true"), s(1.5), s("10")],
    fails: [s(false), s("TRUE"), s(2), s("")],
  },
  {
    row: "a pattern is searched in the JSON of an object",
    type: "regex",
    condition: '^\\{"a":1',
    context: "$response.body#/s",
    holds: [s({ a: 1 })],
    fails: [s({ b: 1 }), s([])],
  },
  {
    row: "a pattern without a context fails",
    type: "regex",
    condition: "",
    context: "$response.body#/s",
    holds: [s(""), s(0), s(false)],
    fails: [s(null), body({})],
    problem: "the context has no value",
  },
  {
    row: "a pattern with an absent value fails",
    type: "regex",
    condition: "{$inputs.absent}|.",
    context: "$response.body#/s",
    holds: [],
    fails: [s("a")],
    problem: "an expression in it has no value",
  },
  {
    row: "a pattern that its value makes invalid fails",
    type: "regex",
    condition: "[x-{$inputs.text}]",
    context: "$response.body#/s",
    holds: [],
    fails: [s("a")],
    problem: "a value in it cannot stand in this place",
  },
];

const jsonpath: readonly EvaluatedForm[] = [
  {
    row: "a query that finds a node, whatever its value",
    type: "jsonpath",
    condition: "$.s",
    context: "$response.body",
    holds: [s(true), s(false), s(null), s(0), s("")],
    fails: [body({}), body([])],
  },
  {
    row: "the standard's own query tests the members of the value, and finds empty arrays, too",
    type: "jsonpath",
    condition: "$[?count(@.pets) > 0]",
    context: "$response.body",
    holds: [body([{ pets: [1] }]), body({ a: { pets: [] } })],
    fails: [body({ pets: [1] }), body([{}])],
  },
  {
    row: "values of different types are never equal, and case matters",
    type: "jsonpath",
    condition: "$[?@ == 5 || @ == 'a']",
    context: "$response.body",
    holds: [body([5]), body(["a"])],
    fails: [body(["5"]), body(["A"])],
  },
  {
    row: "a query without a context fails",
    type: "jsonpath",
    condition: "$",
    context: "$response.body#/s",
    holds: [s({}), s([]), s(0), s(false)],
    fails: [s(null), body({})],
    problem: "the context has no value",
  },
  {
    row: "a query of a string fails",
    type: "jsonpath",
    condition: "$",
    context: "$response.body",
    holds: [body({})],
    fails: [body("text"), body('{"a":1}')],
    problem: "the context is a string, not an object or array",
  },
  {
    row: "a query with an absent value fails",
    type: "jsonpath",
    condition: "$[?@ == {$inputs.absent} || true == true]",
    context: "$response.body",
    holds: [],
    fails: [body([null])],
    problem: "an expression in it has no value",
  },
  {
    row: "a query that its value makes invalid fails",
    type: "jsonpath",
    condition: "$[{$inputs.number}]",
    context: "$response.body",
    inputs: { number: 1.5 },
    holds: [],
    fails: [body([1, 2, 3])],
    problem: "a value in it cannot stand in this place",
  },
];

const xpath: readonly EvaluatedForm[] = [
  {
    row: "nodes",
    type: "xpath",
    condition: "/root/b",
    context: "$response.body",
    holds: [xml("<root><b/></root>"), xml("<root><b>false</b></root>")],
    fails: [xml("<root/>"), xml("<root><c/></root>")],
  },
  {
    row: "a number",
    type: "xpath",
    condition: "number(/root)",
    context: "$response.body",
    holds: [xml("<root>2</root>"), xml("<root>-0.5</root>")],
    fails: [xml("<root>0</root>"), xml("<root>-0</root>"), xml("<root>many</root>")],
  },
  {
    row: "a string",
    type: "xpath",
    condition: "string(/root)",
    context: "$response.body",
    holds: [xml("<root>false</root>"), xml("<root>0</root>"), xml("<root> </root>")],
    fails: [xml("<root/>"), xml("<root><b/></root>")],
  },
  ...["xpath-10", "xpath-20", "xpath-30"].map(
    (version): EvaluatedForm => ({
      row: `a boolean, in ${version}`,
      type: "xpath",
      version,
      condition: "count(/root/b) > 1 and not(/root/c)",
      context: "$response.body",
      holds: [xml("<root><b/><b/></root>")],
      fails: [xml("<root><b/></root>"), xml("<root><b/><b/><c/></root>")],
    }),
  ),
  {
    row: "a context that is not XML fails",
    type: "xpath",
    condition: "true()",
    context: "$response.body",
    holds: [xml("<root/>")],
    fails: [xml('{ "a": 1 }'), xml("<root>"), xml("text")],
    problem: "the context is not XML",
  },
  {
    row: "an absent context fails",
    type: "xpath",
    condition: "true()",
    context: "$inputs.absent",
    holds: [],
    fails: [xml("<root/>")],
    problem: "the context has no value",
  },
  {
    row: "a division by zero fails",
    type: "xpath",
    condition: "1 idiv xs:integer(/root) >= 0",
    context: "$response.body",
    holds: [xml("<root>2</root>")],
    fails: [xml("<root>0</root>")],
    problem: "the evaluation failed: FOAR0001",
  },
  {
    row: "an argument of the wrong type fails",
    type: "xpath",
    condition: "xs:integer(/root) > 0",
    context: "$response.body",
    holds: [xml("<root>2</root>")],
    fails: [xml("<root>secret</root>")],
    problem: "the evaluation failed: FORG0001",
  },
  {
    row: "several values that are not nodes fail",
    type: "xpath",
    condition: "for $each in /root/b return string($each)",
    context: "$response.body",
    holds: [xml("<root><b>a</b></root>")],
    fails: [xml("<root><b>a</b><b>a</b></root>")],
    problem: "the evaluation failed: FORG0006",
  },
  {
    row: "an expression with an absent value fails",
    type: "xpath",
    condition: "/root or {$inputs.absent}",
    context: "$response.body",
    holds: [],
    fails: [xml("<root/>")],
    problem: "an expression in it has no value",
  },
];

export const evaluatedForms: readonly EvaluatedForm[] = [
  ...simple,
  ...regex,
  ...jsonpath,
  ...xpath,
];

/** Only version 1.1 has these versions of query languages. */
export const laterForms: readonly EvaluatedForm[] = [
  {
    row: "xpath-31",
    type: "xpath",
    version: "xpath-31",
    condition: "exists(array:flatten([/root/b]))",
    context: "$response.body",
    holds: [xml("<root><b/></root>")],
    fails: [xml("<root/>")],
  },
  {
    row: "rfc9535",
    type: "jsonpath",
    version: "rfc9535",
    condition: "$[?search(@.s, '^a')]",
    context: "$response.body",
    holds: [body([{ s: "ab" }])],
    fails: [body([{ s: "ba" }])],
  },
];
