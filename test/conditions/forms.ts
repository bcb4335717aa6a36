import type { Reply } from "../run/run-flow.js";

export interface ConditionForm {
  readonly condition: string;
  readonly context?: string;
  readonly type?: "regex" | "jsonpath" | "xpath";
  /** The version in an Expression Type Object. */
  readonly version?: string;
  /** The diagnostic: its code, and the underlined part of the condition or context. */
  readonly told?: readonly (readonly [code: string, part: string])[];
  /** Answers for which the condition holds, and for which it does not; of an error there are none. */
  readonly holds?: Reply;
  readonly fails?: Reply;
  /** The values of the inputs. By default, `text` is "a", `number` is 5 and `flag` is true. */
  readonly inputs?: object;
}

const body = (value: unknown): Reply => [200, value];
const headers = (values: Readonly<Record<string, string>>): Reply => [200, {}, values];
const xml = (text: string): Reply => [200, text, { "content-type": "application/xml" }];

const simple: readonly ConditionForm[] = [
  { condition: "$statusCode == 200", holds: [200], fails: [201] },
  { condition: "$statusCode == 404", holds: [404], fails: [400] },
  { condition: "$statusCode != 200", holds: [201], fails: [200] },
  { condition: "$statusCode >= 500", holds: [500], fails: [499] },
  { condition: "$statusCode == 200 || $statusCode == 404", holds: [404], fails: [400] },
  { condition: "$statusCode >= 200 && $statusCode < 300", holds: [299], fails: [300] },
  {
    condition: "$statusCode == 200",
    context: "$statusCode",
    told: [["context-ignored", "$statusCode"]],
    holds: [200],
    fails: [201],
  },
  {
    condition: "$statusCode == 200",
    context: "response",
    told: [["context-ignored", "response"]],
    holds: [200],
    fails: [201],
  },
  {
    condition: "==",
    context: "$statusCode",
    told: [
      ["context-ignored", "$statusCode"],
      ["condition-syntax", "=="],
    ],
  },
  { condition: "$response.body == 'a'", holds: body("A"), fails: body("b") },
  { condition: "$response.body == null", holds: body(null), fails: body({}) },
  { condition: "$response.body != null", holds: body({}), fails: body(null) },
  {
    condition: "$response.body#/s == 'placed'",
    holds: body({ s: "Placed" }),
    fails: body({ s: "open" }),
  },
  { condition: "$response.body#/n == 1", holds: body({ n: 1 }), fails: body({ n: 2 }) },
  { condition: "$response.body#/b == false", holds: body({ b: false }), fails: body({ b: true }) },
  { condition: "$response.body#/b == true", holds: body({ b: true }), fails: body({}) },
  { condition: "$response.body#/p == null", holds: body({}), fails: body({ p: 0 }) },
  { condition: "$response.body#/p != null", holds: body({ p: 0 }), fails: body({ p: null }) },
  {
    condition: "$response.body#/p == $steps.first.outputs.id",
    holds: body({ p: "first" }),
    fails: body({ p: "second" }),
  },
  {
    condition: "$response.body && $response.body#/n > 0",
    holds: body({ n: 1 }),
    fails: body({ n: 0 }),
  },
  {
    condition: "$response.body#/s == NEW",
    told: [["condition-deviation", "NEW"]],
    holds: body({ s: "new" }),
    fails: body({ s: "old" }),
  },
  {
    condition: '$response.body#/s == "NEW"',
    told: [["condition-deviation", '"NEW"']],
    holds: body({ s: "new" }),
    fails: body({ s: "old" }),
  },
  {
    condition: "$response.body.p.q != null",
    told: [["expression-deviation", "$response.body.p.q"]],
    holds: body({ p: { q: 1 } }),
    fails: body({ p: {} }),
  },
  {
    condition: "$response.body.p == null",
    told: [["expression-deviation", "$response.body.p"]],
    holds: body({}),
    fails: body({ p: 1 }),
  },
  {
    condition: "$response.body.s == 'POOR'",
    told: [["expression-deviation", "$response.body.s"]],
    holds: body({ s: "poor" }),
    fails: body({ s: "rich" }),
  },
  {
    condition: "$response.body.b == true",
    told: [["expression-deviation", "$response.body.b"]],
    holds: body({ b: true }),
    fails: body({ b: false }),
  },
  {
    condition: "$response.body.length > 0",
    told: [["condition-deviation", "$response.body"]],
    holds: body([1]),
    fails: body([]),
  },
  {
    condition: "$response.body.length == 0",
    told: [["condition-deviation", "$response.body"]],
    holds: body([]),
    fails: body([1]),
  },
  {
    condition: "$response.body && $response.body.length > 0",
    context: "response",
    told: [
      ["context-ignored", "response"],
      ["condition-deviation", "$response.body"],
    ],
    holds: body([1]),
    fails: body([]),
  },
  {
    condition: "$response.header.X-Kind == application/json",
    told: [["condition-deviation", "application/json"]],
    holds: headers({ "x-kind": "application/json" }),
    fails: headers({ "x-kind": "text/plain" }),
  },
  {
    condition: "$response.header.X-KIND == 'big; size=2'",
    holds: headers({ "x-kind": "big; size=2" }),
    fails: headers({ "x-kind": "big" }),
  },
  {
    condition: "$response.header.location != null",
    holds: headers({ location: "/a" }),
    fails: headers({}),
  },
  { condition: "$request.header.X-Trace == 'a'", holds: body({}) },
  { condition: "$inputs.text == 'a'", holds: body({}) },
  { condition: "$inputs.flag == true", holds: body({}) },
  { condition: "$inputs.flag == false", fails: body({}) },
  { condition: "$steps.first.outputs.flag == true", holds: body({}) },
  { condition: "$steps.first.outputs.flag == false", fails: body({}) },
  {
    condition: "$steps.imaginary.outputs.status == 'available'",
    told: [["step-not-found", "$steps.imaginary.outputs.status"]],
  },
  {
    condition: "$workflows.other.outputs.id == 'Fido'",
    told: [["workflow-not-awaited", "$workflows.other.outputs.id"]],
  },
  { condition: "$body.score > 90", told: [["expression-syntax", "$body.score"]] },
  { condition: "$body.type == 'PERSONAL'", told: [["expression-syntax", "$body.type"]] },
  {
    condition: "$response.body.url contains 'a'",
    told: [["condition-syntax", "contains 'a'"]],
  },
];

const ofBody: readonly ConditionForm[] = [
  { condition: "$.a", holds: body({ a: false }), fails: body({}) },
  { condition: "$.a[0].name", holds: body({ a: [{ name: 1 }] }), fails: body({ a: [] }) },
  { condition: "$[0].name", holds: body([{ name: 1 }]), fails: body([]) },
  { condition: "$.a[*].b.name", holds: body({ a: [{ b: { name: 1 } }] }), fails: body({ a: [] }) },
  { condition: "$[?@.s == 'a']", holds: body([{ s: "a" }]), fails: body([{ s: "A" }]) },
  { condition: "$[?@.n == 400]", holds: body([{ n: 400 }]), fails: body([{ n: "400" }]) },
  { condition: "$[?@.p != null]", holds: body([{ p: 1 }]), fails: body([{ p: null }]) },
  { condition: "$[?count(@.p) > 0]", holds: body([{ p: 1 }]), fails: body([{}]) },
  { condition: "$[?count(@.p) == 0]", holds: body([{}]), fails: body([{ p: 1 }]) },
  { condition: "$[?(@.p)]", holds: body([{ p: null }]), fails: body([{}]) },
  { condition: "$[?(@['user-agent'])]", holds: body([{ "user-agent": 1 }]), fails: body([{}]) },
  { condition: "$[?(@.n == 1)]", holds: body([{ n: 1 }]), fails: body([{ n: 2 }]) },
  { condition: "$[?(@.b == true)]", holds: body([{ b: true }]), fails: body([{ b: 1 }]) },
  { condition: "$[?(@.s == 'a')]", holds: body([{ s: "a" }]), fails: body({ s: "a" }) },
  { condition: "$.a[?(@.s == 'a')]", holds: body({ a: [{ s: "a" }] }), fails: body({ a: [] }) },
  {
    condition: "$.a[?(@.s != 'done')]",
    holds: body({ a: [{ s: "open" }] }),
    fails: body({ a: [{ s: "done" }] }),
  },
  {
    condition: "$.a[?(@.n > 10)]",
    holds: body({ a: [{ n: 11 }] }),
    fails: body({ a: [{ n: 10 }] }),
  },
  {
    condition: "$.a[?(@.n > 10 && @.b.s == 'a')]",
    holds: body({ a: [{ n: 11, b: { s: "a" } }] }),
    fails: body({ a: [{ n: 11 }, { n: 1, b: { s: "a" } }] }),
  },
  {
    condition: "$.a[?(@.s == '$inputs.text')]",
    holds: body({ a: [{ s: "a" }] }),
    fails: body({ a: [{ s: "b" }] }),
  },
  { condition: "$.a[?@.s = 'a']", told: [["jsonpath-syntax", "= 'a']"]] },
  { condition: "#/name == Chocolate", told: [["jsonpath-syntax", "#/name == Chocolate"]] },
  { condition: "#/petId == 4", told: [["jsonpath-syntax", "#/petId == 4"]] },
  {
    condition: "#/message == Order not found",
    told: [["jsonpath-syntax", "#/message == Order not found"]],
  },
];

/** Comparisons outside of filters: not valid in RFC 9535, but common. */
const compared: readonly ConditionForm[] = [
  { condition: "$.b == true", holds: body({ b: true }), fails: body({ b: false }) },
  { condition: "$.b == false", holds: body({ b: false }), fails: body({}) },
  { condition: "$.b != true", holds: body({}), fails: body({ b: true }) },
  { condition: '$.s == "done"', holds: body({ s: "done" }), fails: body({ s: "Done" }) },
  { condition: '$.s != "done"', holds: body({ s: "open" }), fails: body({ s: "done" }) },
  { condition: "$.p == null", holds: body({}), fails: body({ p: 1 }) },
  { condition: "$.p != null", holds: body({ p: 1 }), fails: body({ p: null }) },
  { condition: "$.n > 0", holds: body({ n: 1 }), fails: body({ n: 0 }) },
  { condition: "$.a.length > 0", holds: body({ a: [1] }), fails: body({ a: [] }) },
  { condition: "$.a.length == 0", holds: body({ a: [] }), fails: body({ a: [1] }) },
  { condition: "$.length > 0", holds: body([1]), fails: body([]) },
  { condition: "$.length == 2", holds: body([1, 2]), fails: body([1]) },
  { condition: "$[2] == true", holds: body([0, 0, true]), fails: body([0, 0]) },
  { condition: "$[2] == false", holds: body([0, 0, false]), fails: body([0, 0]) },
  {
    condition: "$.a[0].b[0].c.name == 'pending'",
    holds: body({ a: [{ b: [{ c: { name: "pending" } }] }] }),
    fails: body({ a: [] }),
  },
  {
    condition: "$.a[0].flagged == true",
    holds: body({ a: [{ flagged: true }] }),
    fails: body({ a: [{ flagged: false }] }),
  },
  {
    condition: '$.s == "a" || $.s == "b" || $.s == "c"',
    holds: body({ s: "c" }),
    fails: body({ s: "d" }),
  },
  {
    condition: "$.s != 'a' && $.s != 'b'",
    holds: body({ s: "c" }),
    fails: body({ s: "b" }),
  },
  {
    condition: '$.s.now == "END" && $.s.result != "GOOD"',
    holds: body({ s: { now: "END", result: "BAD" } }),
    fails: body({ s: { now: "END", result: "GOOD" } }),
  },
  {
    condition: '$[0].s == "a" || $[0].s == "b"',
    holds: body([{ s: "b" }]),
    fails: body([{ s: "c" }, { s: "b" }]),
  },
  {
    condition: "$.next != null && $.next != ''",
    holds: body({ next: "x" }),
    fails: body({ next: "" }),
  },
  {
    condition: "$.next == null || $.next == ''",
    holds: body({}),
    fails: body({ next: "x" }),
  },
  { condition: "$.s == $inputs.text", holds: body({ s: "a" }), fails: body({ s: "b" }) },
  { condition: "$.n <= $inputs.number", holds: body({ n: 5 }), fails: body({ n: 6 }) },
  { condition: "$.n > $inputs.number", holds: body({ n: 6 }), fails: body({ n: 5 }) },
  {
    condition: "$.a[?(@.s == '$inputs.text')].length == 0",
    holds: body({ a: [{ s: "b" }] }),
    fails: body({ a: [{ s: "a" }] }),
  },
].map((form) => ({ ...form, told: [["jsonpath-comparison", form.condition]] as const }));

const jsonpath: readonly ConditionForm[] = [
  ...[...ofBody, ...compared].map((form) => ({ context: "$response.body", ...form })),
  {
    condition: "$.length == 2",
    context: "$response.body#/links",
    told: [["jsonpath-comparison", "$.length == 2"]],
    holds: body({ links: [1, 2] }),
    fails: body({ links: [] }),
  },
  {
    condition: '$.text == "a"',
    context: "$inputs",
    told: [["jsonpath-comparison", '$.text == "a"']],
    holds: body({}),
  },
  {
    condition: "$.status",
    context: "$message.payload",
    told: [["expression-syntax", "$message.payload"]],
  },
  { condition: "$.a", told: [["criterion-context", "type: jsonpath"]] },
];

const regex: readonly ConditionForm[] = [
  { condition: "^200$", context: "$statusCode", holds: [200], fails: [201] },
  {
    condition: "^/cookies/4711/eat$",
    context: "$response.header.location",
    holds: headers({ location: "/cookies/4711/eat" }),
    fails: headers({ location: "/cookies/4711/eaten" }),
  },
  {
    condition: "^(placed|approved)$",
    context: "$response.body.s",
    told: [["expression-deviation", "$response.body.s"]],
    holds: body({ s: "placed" }),
    fails: body({ s: "Placed" }),
  },
  {
    condition: String.raw`^[A-Za-z0-9-_=]+\.[A-Za-z0-9-_.+/=]*$`,
    context: "$response.body#/s",
    holds: body({ s: "ab.c" }),
    fails: body({ s: "ab" }),
  },
  {
    condition: "(?i).*access_token.*",
    context: "$response.body",
    told: [["condition-deviation", "(?i).*access_token.*"]],
    holds: body("ACCESS_TOKEN"),
    fails: body("token"),
  },
  {
    condition: "/^[0-9A-F]{8}-[4][0-9A-F]{3}$/i",
    context: "$response.body#/s",
    told: [["condition-deviation", "/^[0-9A-F]{8}-[4][0-9A-F]{3}$/i"]],
    holds: body({ s: "0123abcd-4FFF" }),
    fails: body({ s: "0123abcd-5FFF" }),
  },
  {
    condition: String.raw`^[\s\S]*404 - not found\.[\s\S]*$`,
    context: "$response.body",
    holds: body("a\n404 - not found.\nb"),
    fails: body("404"),
  },
  { condition: "curl|Mozilla", context: "$response.body#/s", holds: body({ s: "a curl b" }) },
  { condition: "(?i).*logged in.*", told: [["criterion-context", "type: regex"]] },
  { condition: "^(a|b", context: "$response.body#/s", told: [["regex-syntax", "(a|b"]] },
];

const xpath: readonly ConditionForm[] = [
  {
    condition: "/root/id = 4711",
    context: "$response.body",
    holds: xml("<root><id>4711</id></root>"),
    fails: xml("<root><id>4712</id></root>"),
  },
  {
    condition: "//token[text()]",
    context: "$response.body",
    holds: xml("<a><token>x</token></a>"),
    fails: xml("<a><token/></a>"),
  },
  {
    condition: "//Answer/Customer/Id",
    context: "$response.body",
    holds: xml("<Answer><Customer><Id/></Customer></Answer>"),
    fails: xml("<Answer><Customer/></Answer>"),
  },
  {
    condition: "//pet[id = '1']",
    context: "$response.body",
    holds: xml("<pets><pet><id>1</id></pet></pets>"),
    fails: xml("<pets><pet><id>2</id></pet></pets>"),
  },
  {
    condition: "/root/id = 4711",
    context: "<root><id>4711</id></root>",
    told: [["expression-syntax", "<root><id>4711</id></root>"]],
  },
  { condition: "//pet[id = '1'", context: "$response.body", told: [["xpath-syntax", "[id = '1'"]] },
];

/** Every form of condition in public documents, with its diagnostics and its meaning. */
export const conditionForms: readonly ConditionForm[] = [
  ...simple,
  ...jsonpath.map((form) => ({ type: "jsonpath" as const, ...form })),
  ...regex.map((form) => ({ type: "regex" as const, ...form })),
  ...xpath.map((form) => ({ type: "xpath" as const, ...form })),
];
