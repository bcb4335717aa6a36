import type { ArazzoText, Edit } from "./document.js";
import { type Kinds, misspell } from "./edits.js";

/** Mistakes that only documents of version 1.1 can have. They are found by patterns, in block style and in flow style. */
export const kindsOfLaterVersion: Kinds = {
  "type of a selector misspelt": (doc) =>
    replaceEach(doc, /selector:[^,\n]*(?:,|\n) *type:\s+(?:type: )?(\w+)/g, misspell),
  "selector without type": (doc) => replaceEach(doc, /selector: [^,\n]*(, type: \w+)/g, () => ""),
  "selector of no property": (doc) =>
    replaceEach(doc, /selector: "?[$/][\w.[\]/]*?([A-Za-z]\w+)"?[,\n]/g, misspell),
  "selector of no element": (doc) =>
    replaceEach(
      doc,
      /selector: "?([$/][^,"\n]*)/g,
      (path) => `${path}${path.startsWith("$") ? ".none" : "/none"}`,
    ),
  "context of a selector without $": (doc) =>
    replaceEach(doc, /context: (\$)(?=[^\n]*(?:\n *)?selector:)/g, () => ""),
  "selector on a status code": (doc) =>
    replaceEach(doc, /context: (\$response\.body)(?=,? *(?:\n *)?selector:)/g, () => "$statusCode"),
  "selected value of a wrong type": (doc) =>
    replaceEach(doc, /selector: "?\S*?((?:\.|\/)(?:city|name))"?[,\n]/g, () => "").map(around(1)),
  "timeout a text": (doc) => replaceEach(doc, /timeout: (\d+)/g, () => "2s"),
  "timeout negative": (doc) => replaceEach(doc, /timeout: (\d+)/g, () => "-1"),
  "dependsOn an unknown step": (doc) =>
    replaceEach(doc, /dependsOn:(?:\n *- | \[)(\w+)/g, misspell),
  "dependsOn itself": (doc) =>
    replaceEach(doc, /dependsOn:(?:\n *- | \[)(\w+)/g, (_, start) => stepBefore(doc, start)),
  "dependsOn in a cycle": (doc) =>
    replaceEach(doc, /dependsOn:(?:\n *- | \[)(\w+)/g, (name) => name).flatMap((edit) => {
      const [later, earlier] = [stepBefore(doc, edit.start), edit.text];
      const first = doc.text.indexOf(`stepId: ${earlier}\n`);
      const start = doc.text.indexOf("\n", first) + 1;
      const own = doc.text.indexOf("stepId:", start);
      if (first === -1 || doc.text.slice(start, own).includes("dependsOn")) return [];
      const text = `        dependsOn: [${later}]\n`;
      return [
        {
          start,
          end: start,
          text,
          lines: [doc.line(start), ...edit.lines.map((line) => line + 1)],
        },
      ];
    }),
  "dependsOn a step of an unknown workflow": (doc) =>
    replaceEach(
      doc,
      /dependsOn:(?:\n *- | \[)(\w+)/g,
      (name) => `$workflows.nowhere.steps.${name}`,
    ),
  "dependsOn an unknown step of another workflow": (doc) =>
    replaceEach(
      doc,
      /dependsOn:(?:\n *- | \[)(\w+)/g,
      () => `$workflows.${lastWorkflow(doc)}.steps.none`,
    ),
  "parameters on an action to a step": (doc) =>
    replaceEach(
      doc,
      /type: goto\n *(workflowId: \w+)\n *parameters:/g,
      (_, start) => `stepId: ${stepBefore(doc, start)}`,
    ).map(within(1)),
  "unknown input in parameters of an action": (doc) =>
    replaceEach(
      doc,
      /workflowId: \w+\n *parameters:\n *- \{ name: (\w+)/g,
      (name) => `${name}s`,
    ).map(within(0)),
  "missing input in parameters of an action": (doc) =>
    replaceEach(doc, /workflowId: \w+\n *parameters:\n *- \{[^\n]*\n *(- \{[^\n]*)/g, () => "").map(
      around(4),
    ),
  "in of a parameter of an action": (doc) =>
    replaceEach(
      doc,
      /workflowId: \w+\n *parameters:\n *- \{ name: (\w+)/g,
      (name) => `${name}, in: query`,
    ),
  "wrong type in parameters of an action": (doc) =>
    replaceEach(
      doc,
      /workflowId: \w+\n *parameters:\n *- \{ name: \w+, value: ([^}]*) \}/g,
      () => "17",
    ),
  "querystring beside query": (doc) =>
    replaceEach(doc, /\n *(- )\{ name: filter, in: querystring/g, (dash, start) => {
      const indent = " ".repeat(start - doc.text.lastIndexOf("\n", start) - 1);
      return `- { name: limit, in: query, value: 3 }\n${indent}${dash}`;
    }).map(within(1)),
  "querystring of an unknown name": (doc) =>
    replaceEach(doc, /name: (filter), in: querystring/g, misspell),
  "querystring of an operation without one": (doc) =>
    replaceEach(doc, /(in: (?:path|query)), value: [^{\n]*\}/g, () => "in: querystring"),
  "targetSelectorType misspelt": (doc) => replaceEach(doc, /targetSelectorType: (\w+)/g, misspell),
  "target that finds nothing": (doc) =>
    replaceEach(doc, /target: "?[$/][\w./]*?(\w+)"?[,\n]/g, misspell),
  "target that does not parse": (doc) =>
    replaceEach(doc, /target: "?([$/][\w./]*)"?[,\n]/g, (path) => path.slice(1)),
  "$self with a fragment": (doc) => replaceEach(doc, /\$self: (\S+)/g, (uri) => `${uri}#flow`),
  "$self misspelt": (doc) => replaceEach(doc, /^\$(self):/gm, misspell),
  "member after a dot": (doc) =>
    replaceEach(doc, /\$(?:steps\.\w+\.outputs|inputs)\.\w+(#\/)\w/g, () => "."),
  "component misspelt": (doc) => replaceEach(doc, /\$components\.parameters\.(\w+)/g, misspell),
  "field of a source misspelt": (doc) =>
    replaceEach(doc, /\$sourceDescriptions\.\w+\.(type|name|url)\b/g, misspell),
  "source misspelt in an expression": (doc) =>
    replaceEach(doc, /\$sourceDescriptions\.(\w+)\.(?:type|name|url)\b/g, misspell),
  "unknown input in a pattern": (doc) =>
    replaceEach(doc, /condition: .*\{\$inputs\.([\w.]+)/g, (name) => `${name}x`),
  "version of XPath unknown": (doc) => replaceEach(doc, /version: (xpath-\d+)/g, () => "xpath-99"),
  "condition of XPath that does not parse": (doc) =>
    replaceEach(
      doc,
      /(?:xpath-\d+ \}, *|\n *)condition: "?((?:\/|count|exists|number)[^\n"}]*)/g,
      (text) => `${text} )`,
    ),
  "output of a later step without dependsOn": (doc) => {
    const last = [
      ...doc.text.matchAll(/stepId: (\w+)\n(?:(?!stepId:)[\s\S])*? {8}outputs:\n {10}(\w+):/g),
    ];
    return replaceEach(doc, /value: (\$inputs\.[\w#/]+)(?= |\n)/g, (_, start) => {
      const workflow = doc.text.lastIndexOf("workflowId:", start);
      const later = last.findLast(
        (one) =>
          one.index > start && doc.text.lastIndexOf("  - workflowId:", one.index) <= workflow,
      );
      return later ? `$steps.${later[1]}.outputs.${later[2]}` : "";
    }).filter(({ text }) => text !== "");
  },
  "empty successCriteria": (doc) =>
    replaceEach(
      doc,
      /successCriteria:(\n *- \{ condition: [^\n]*\})(?=\n(?! *- [{c]))/g,
      () => " []",
    ).map(within(0)),
};

/** Replaces the group of each match. */
function replaceEach(
  doc: ArazzoText,
  pattern: RegExp,
  text: (found: string, start: number) => string,
): readonly Edit[] {
  const matches = doc.text.matchAll(new RegExp(pattern, `${pattern.flags}d`));
  return [...matches].flatMap(({ 1: found, indices }) => {
    const [start, end] = indices?.[1] ?? [];
    if (found === undefined || start === undefined || end === undefined) return [];
    return [{ start, end, text: text(found, start), lines: [doc.line(start)] }];
  });
}

/** The mistake may also be reported some lines further down. */
const within =
  (count: number) =>
  (edit: Edit): Edit => ({
    ...edit,
    lines: edit.lines.flatMap((line) =>
      Array.from({ length: count + 1 }, (_, index) => line + index),
    ),
  });

/** The mistake may also be reported some lines further up. */
const around =
  (count: number) =>
  (edit: Edit): Edit => ({
    ...edit,
    lines: edit.lines.flatMap((line) =>
      Array.from({ length: count + 1 }, (_, index) => line - index),
    ),
  });

function stepBefore(doc: ArazzoText, offset: number): string {
  return [...doc.text.slice(0, offset).matchAll(/stepId: (\w+)/g)].at(-1)?.[1] ?? "";
}

function lastWorkflow(doc: ArazzoText): string {
  return [...doc.text.matchAll(/ {2}- workflowId: (\w+)/g)].at(-1)?.[1] ?? "";
}
