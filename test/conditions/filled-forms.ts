import type { Reply } from "../run/run-flow.js";
import type { ConditionForm } from "./forms.js";

const body = (value: unknown): Reply => [200, value];
const xml = (text: string): Reply => [200, text, { "content-type": "application/xml" }];

/** Texts that would change a pattern or a query around them. */
export const hostileTexts = [
  ...[".*", "a|b", "(", ")", "[", "]", "-", "^", "$", "\\", "\\d", "{2}", "/", "a-z", "?:", "1"],
  ...[
    "'",
    '"',
    `a'"]b`,
    "' || true || '",
    "' or '1' = '1",
    '" or "1" = "1',
    "\\'",
    "(:",
    "{$inputs.text}",
  ],
  ...["\u2028", "\n", "\u{1f600}", "", " ", "`", "$1", "]]>", "<a/>", "&amp;"],
];

const inPattern = (condition: string, rest: Omit<ConditionForm, "condition">): ConditionForm => ({
  type: "regex",
  context: "$response.body#/s",
  condition,
  ...rest,
});
const s = (text: unknown) => body({ s: text });

const regex: readonly ConditionForm[] = [
  inPattern("^[{$inputs.text}]+$", { inputs: { text: "^]-\\" }, holds: s("-]^\\"), fails: s("a") }),
  inPattern("^[a{$inputs.text}]$", { inputs: { text: "-c" }, holds: s("-"), fails: s("b") }),
  inPattern("^[^{$inputs.text}]$", { inputs: { text: "^a" }, holds: s("b"), fails: s("^") }),
  inPattern("^x{$inputs.text}+$", { inputs: { text: "ab" }, holds: s("xabab"), fails: s("xabb") }),
  inPattern("^{$inputs.number}{2}$", { holds: s("55"), fails: s("5{2}") }),
  inPattern("^{$inputs.text}{2}$", { inputs: { text: "" }, holds: s(""), fails: s("{2}") }),
  inPattern("^(a)\\1{$inputs.text}$", { inputs: { text: "2" }, holds: s("aa2"), fails: s("a2") }),
  inPattern("^a{2}{$inputs.text}$", { holds: s("aaa"), fails: s("aa") }),
  inPattern("^{$inputs.flag}$", { holds: s(true), fails: s("1") }),
  inPattern("^{$inputs.nullable}$", { inputs: { nullable: null }, holds: s("null"), fails: s("") }),
  inPattern("^{$steps.first.outputs.id}-\\d$", { holds: s("first-1"), fails: s("second-1") }),
  inPattern("^{$inputs.text}{$inputs.number}$", { holds: s("a5"), fails: s("a") }),
  inPattern("^\\{\\$inputs\\.text\\}$", { holds: s("{$inputs.text}"), fails: s("a") }),
  inPattern("^\\$inputs.text$", { holds: s("$inputs.text"), fails: s("a") }),
  inPattern("(?i)^{$inputs.text}B$", {
    told: [["condition-deviation", "(?i)^{$inputs.text}B$"]],
    holds: s("Ab"),
    fails: s("b"),
  }),
  inPattern("^$inputs.text$", {
    told: [["expression-unbraced", "$inputs.text"]],
    holds: s("a"),
    fails: s("b"),
  }),
  inPattern("^{$inputs.tex}$", { told: [["input-not-found", "$inputs.tex"]] }),
  inPattern("^{$input.text}$", { told: [["expression-syntax", "$input.text"]] }),
  inPattern("^a{1,{$inputs.number}}$", {
    told: [["regex-syntax", "{$inputs.number}}$"]],
  }),
  inPattern("^({$inputs.text}$", { told: [["regex-syntax", "^({$inputs.text}$"]] }),
];

const inQuery = (condition: string, rest: Omit<ConditionForm, "condition">): ConditionForm => ({
  type: "jsonpath",
  context: "$response.body",
  condition,
  ...rest,
});
const a = (...elements: readonly unknown[]) => body({ a: elements });

const jsonpath: readonly ConditionForm[] = [
  inQuery("$.a[?@.s == '{$inputs.text}']", { holds: a({ s: "a" }), fails: a({ s: "b" }) }),
  inQuery("$.a[?@.s == '{$inputs.number}']", { holds: a({ s: "5" }), fails: a({ s: 5 }) }),
  inQuery("$.a[?@.n == {$inputs.number}]", { holds: a({ n: 5 }), fails: a({ n: "5" }) }),
  inQuery("$.a[?@.b == {$inputs.flag}]", { holds: a({ b: true }), fails: a({ b: "true" }) }),
  inQuery("$.a[?@.s == {$inputs.text}]", { holds: a({ s: "a" }), fails: a({ s: "b" }) }),
  inQuery("$.a[?@.p == {$inputs.nullable}]", {
    inputs: { nullable: null },
    holds: a({ p: null }),
    fails: a({}),
  }),
  inQuery("$.a[?@.s == 'it\\'s {$inputs.text}\\u0041']", {
    holds: a({ s: "it's aA" }),
    fails: a({ s: "it\\'s a" }),
  }),
  inQuery('$.a[?@.s == "it\'s {$inputs.text}{$inputs.number}"]', {
    holds: a({ s: "it's a5" }),
    fails: a({ s: "it's a" }),
  }),
  inQuery("$.a[?@.s == 'x]' || @.s == '{$inputs.text}]']", {
    holds: a({ s: "a]" }),
    fails: a({ s: "{$inputs.text}]" }),
  }),
  inQuery("$.a[{$inputs.number}]", { holds: a(0, 0, 0, 0, 0, false), fails: a(0, 0, 0, 0, 0) }),
  inQuery("$.a[{$inputs.number}:]", { holds: a(0, 0, 0, 0, 0, false), fails: a(0, 0, 0, 0, 0) }),
  inQuery("$.{$inputs.text}", { holds: a(), fails: body({ s: 1 }) }),
  inQuery("$..x_{$inputs.text}1[0]", { holds: a({ x_a1: [false] }), fails: a({ x_a1: [] }) }),
  inQuery("$.s[?@.{$inputs.text} == 1]", { holds: s([{ a: 1 }]), fails: s([{ a: 2 }]) }),
  inQuery("$['{$inputs.text}']", { holds: a(), fails: body({ "{$inputs.text}": 1 }) }),
  inQuery("$.a[?match(@.s, '{$inputs.text}.')]", { holds: a({ s: "ab" }), fails: a({ s: "b" }) }),
  inQuery("$.a[?@.s == '{$method} {$steps.first.outputs.id}']", {
    holds: a({ s: "GET first" }),
    fails: a({ s: "GET" }),
  }),
  inQuery("$.a[?@.s == '{$request.header.X-Trace}']", { holds: a({ s: "a" }), fails: a({}) }),
  inQuery("$.a[?@.s == '$inputs.text']", {
    told: [["expression-unbraced", "$inputs.text"]],
    holds: a({ s: "a" }),
    fails: a({ s: "b" }),
  }),
  inQuery("$.a[?@.s == '{$inputs.tex}']", { told: [["input-not-found", "$inputs.tex"]] }),
  inQuery("$.a[?@.s == '{$inputs.text}]", {
    told: [["jsonpath-syntax", "$.a[?@.s == '{$inputs.text}]"]],
  }),
];

const inXPath = (condition: string, rest: Omit<ConditionForm, "condition">): ConditionForm => ({
  type: "xpath",
  context: "$response.body",
  condition,
  ...rest,
});

const xpath: readonly ConditionForm[] = [
  inXPath("/root[id = '{$inputs.text}']", {
    holds: xml("<root><id>a</id></root>"),
    fails: xml("<root><id>b</id></root>"),
  }),
  inXPath("/root/items[price > {$inputs.number}]", {
    holds: xml("<root><items><price>10</price></items></root>"),
    fails: xml("<root><items><price>4</price></items></root>"),
  }),
  inXPath("/root/@s = 'it''s {$inputs.text} (: no comment :)'", {
    holds: xml(`<root s="it's a (: no comment :)"/>`),
    fails: xml(`<root s="it's a "/>`),
  }),
  inXPath("/root (: it's {$inputs.text} (: nested :) :) /@s = \"{$inputs.text}'\"", {
    holds: xml(`<root s="a'"/>`),
    fails: xml(`<root s="a"/>`),
  }),
  inXPath("starts-with(/root, concat('{$inputs.text}', {$inputs.number}))", {
    holds: xml("<root>a5b</root>"),
    fails: xml("<root>a</root>"),
  }),
  inXPath("/root/b[{$inputs.number}]", {
    holds: xml("<root><b/><b/><b/><b/><b/></root>"),
    fails: xml("<root><b/></root>"),
  }),
  inXPath("boolean(/root/b) = {$inputs.flag}", {
    holds: xml("<root><b/></root>"),
    fails: xml("<root/>"),
  }),
  inXPath("/root = '{$inputs.text", { told: [["xpath-syntax", "/root = '{$inputs.text"]] }),
];

/** Conditions of Arazzo 1.1 that contain expressions. */
export const filledForms: readonly ConditionForm[] = [...regex, ...jsonpath, ...xpath];
