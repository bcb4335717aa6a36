import type { LinkedGroup, Template } from "../model/linked.js";
import { keyPlaceOf, placeOf } from "../source/located.js";
import { describeValue } from "./describe-mismatch.js";
import { nameOfPart, type PayloadValue, sentValues } from "./find-payload-value.js";
import { type LiteralFault, LiteralFaults } from "./literal-faults.js";
import type { BrokenRule } from "./literal-rules.js";

/** Reports literals that break rules of their schemas which no type expresses. */
export function reportLiterals(group: LinkedGroup): void {
  const { workflows, resolve } = group;
  const faults = new LiteralFaults(resolve);
  for (const sent of sentValues(workflows, resolve)) {
    for (const fault of faults.of(sent.value, sent.schema)) reportBroken(fault, sent, group);
  }
}

function reportBroken(
  { value, key, rules }: LiteralFault,
  { name, taker }: PayloadValue,
  { diagnostics }: LinkedGroup,
): void {
  const place = placeOf(value.at);
  if (diagnostics.hasFaultWithin(place)) return;
  const own = key === undefined ? name : nameOfPart(key);
  const related = rules.slice(0, 1).map(({ at }) => ({
    message: `${taker} declares ${own}`,
    place: keyPlaceOf(at),
  }));
  const given = describeContent(value);
  const parameters = { name: own, taker, expected: expectedBy(rules), given, nearest: undefined };
  diagnostics.report("payload-type", place, parameters, related);
}

export function expectedBy(rules: readonly BrokenRule[]): string {
  return [...new Set(rules.map((rule) => rule.expected))].join(" or ");
}

/** Describes a value that breaks a rule, such as a number of elements. */
export function describeContent(value: Template): string {
  if (value.kind === "array") return `one of ${value.items.length}`;
  if (value.kind === "object") return `one of ${value.entries.length}`;
  return describeValue(value, "");
}
