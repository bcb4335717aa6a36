/** The expressions in the documents of the standard's own editors. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isMap, isScalar, isSeq, type ParsedNode, parseDocument } from "yaml";
import {
  looksLikeExpression,
  parseExpression,
} from "../../generator/2-link/expressions/parse-expression.js";
import { splitText } from "../../generator/2-link/expressions/split-text.js";
import { rulesOf } from "../../generator/model/versions.js";
import { sharedFixture } from "../shared-fixture.js";
import { toLocated } from "../to-located.js";

const { path: folder, isMissing } = sharedFixture("vectors/arazzo-schema-tests");

/** Strings that the documents use as expressions, although the grammar of their version does not have them. */
const deviations = [
  "$message.payload.orderId",
  "$message.payload.userId",
  "$response.body.links.self",
  "$response.body.redirectAuthToken",
  "$response.headers.Location",
  "$sourceDescriptions.userAPI#/paths/~1users/get",
  "$steps.previous.outputs",
  "$steps.sendEvent",
  "$workflows.producerWorkflow.steps.waitForEvent",
  "$workflows.producerWorkflow.steps.waitForEvent.outputs.userId",
];

test.skipIf(isMissing)("follow the grammar, with known exceptions", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const found = files.filter((file) => file.endsWith(".yaml")).flatMap(expressionsIn);
  expect(found.length).toBeGreaterThan(200);
  const deviating = found.filter(({ isStandard }) => !isStandard).map(({ text }) => text);
  expect([...new Set(deviating)].sort()).toEqual(deviations);
});

/** The expressions of a document, in strings and alone. */
function expressionsIn(file: string) {
  const { contents } = parseDocument(readFileSync(join(folder, file), "utf8"));
  const arazzo = isMap(contents) ? contents.get("arazzo") : undefined;
  if (typeof arazzo !== "string") return [];
  const rules = rulesOf(toLocated({ arazzo }).document);
  const texts = stringsIn(contents).flatMap((text) => {
    const isWhole = looksLikeExpression(text, rules) && !/\s/.test(text);
    const inText = splitText(text, rules).flatMap((part) =>
      typeof part === "string" ? [] : part.text,
    );
    return isWhole ? [text] : inText;
  });
  return texts.map((text) => {
    const parsed = parseExpression(text, rules);
    const deviates = "isStandard" in parsed && !parsed.isStandard;
    return { text, isStandard: parsed.kind !== "problem" && !deviates };
  });
}

function stringsIn(node: ParsedNode | null): readonly string[] {
  if (isScalar(node)) return typeof node.value === "string" ? [node.value] : [];
  if (isSeq<ParsedNode>(node)) return node.items.flatMap(stringsIn);
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return [];
  return node.items.flatMap(({ value }) => stringsIn(value));
}
