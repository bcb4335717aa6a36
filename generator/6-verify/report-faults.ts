import type { Diagnostics, RelatedPlace } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import type { Origin } from "../model/emitted.js";
import { partsOf, propertyNamesOf, schemaAt } from "../model/json-schema.js";
import type { Resolve } from "../model/linked.js";
import { child, keyPlaceOf, type Located, placeOf } from "../source/located.js";
import { isWithin, type Place } from "../source/source-text.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { describeMismatch, describeSchema } from "./describe-mismatch.js";
import type { TracedFault, UntracedError } from "./find-faults.js";
import type { FoundValue, PayloadValue, PayloadValues } from "./find-payload-value.js";

export interface FaultReporter {
  readonly payloads: PayloadValues;
  readonly resolve: Resolve;
  readonly program: TypeScriptProgram;
  readonly diagnostics: Diagnostics;
  /** Earlier phases have reported errors, so parts of the code are missing. */
  readonly hasHoles: boolean;
  /** Where a reported fault of an input explains every error. */
  readonly explained: readonly Place[];
}

/** Reports faulty values. Other errors are reported only if neither faulty values nor earlier errors explain them. */
export function reportFaults(
  found: readonly (TracedFault | UntracedError)[],
  reporter: FaultReporter,
): void {
  const { diagnostics, hasHoles } = reporter;
  const traced = found.flatMap((each) => ("fault" in each ? each : []));
  const mismatches = traced.flatMap(({ fault, origin }) =>
    fault.kind === "mismatch" ? [valuePlaceOf(origin)] : [],
  );
  for (const each of traced) reportFault(each, mismatches, reporter);
  if (hasHoles || (traced.length > 0 && !diagnostics.ignoresTypeErrors)) return;
  for (const each of found) {
    if ("problem" in each) diagnostics.report("generated-code", undefined, each);
  }
}

function valuePlaceOf({ place, valuePlace }: Origin): Place {
  return valuePlace ?? place;
}

function reportFault(
  { fault, origin }: TracedFault,
  mismatches: readonly Place[],
  reporter: FaultReporter,
): void {
  const { diagnostics } = reporter;
  const place = valuePlaceOf(origin);
  const payload = reporter.payloads.at(place);
  if (payload?.isOfUndeclaredBody && !diagnostics.ignoresTypeErrors) return;
  if (payload?.input && diagnostics.hasFaultWithin(placeOf(payload.input))) return;
  if (reporter.explained.some((each) => isWithin(place, each))) return;
  switch (fault.kind) {
    case "comparison": {
      if (diagnostics.hasFaultWithin(place)) return;
      const { left, right } = fault;
      const parameters = {
        condition: `${left} == ${right}`,
        subject: "the value",
        possible: left,
        fix: "compare with a possible value, or remove the criterion",
      };
      diagnostics.report("comparison-impossible", origin.place, parameters);
      return;
    }
    case "unknown":
      reportUnknown(fault.name, origin, payload, mismatches, reporter);
      return;
    case "missing":
      reportMissing(fault.names, origin, payload, reporter);
      return;
    case "mismatch": {
      if (diagnostics.hasFaultWithin(place)) return;
      const mismatch = describeMismatch(payload, fault, reporter);
      if (reportInput(payload, mismatch.expected, mismatches, reporter)) return;
      const related = [
        ...declaration(payload, payload?.name, payload?.schema),
        ...inputDeclaration(payload),
      ];
      diagnostics.report("payload-type", place, mismatch, related);
    }
  }
}

/** Reports the declaration of an input that no step can send. Returns false if the value itself is at fault. */
function reportInput(
  payload: FoundValue | undefined,
  expected: string | undefined,
  mismatches: readonly Place[],
  { payloads, resolve, diagnostics }: FaultReporter,
): boolean {
  const { input } = payload ?? {};
  const type = child(input, "enum") ?? child(input, "type");
  if (!payload || !input || !type || expected === undefined) return false;
  const sent = payloads.thatAre(input);
  const isMismatch = (place: Place) =>
    mismatches.some((each) => isWithin(each, place) && isWithin(place, each));
  if (!sent.every(({ value }) => isMismatch(placeOf(value.at)))) return false;
  const name = String(input.path.at(-1));
  const given = describeSchema(partsOf(input, resolve));
  if (given === undefined || given === expected) return false;
  const parameters = { name, given, expected, taker: payload.taker };
  const related = sent.flatMap((each) => [
    { message: `${each.taker} takes the input`, place: placeOf(each.value.at) },
    ...declaration(each, each.name, each.schema),
  ]);
  diagnostics.report("input-type", placeOf(type), parameters, related);
  return true;
}

function reportUnknown(
  name: string,
  { place }: Origin,
  payload: PayloadValue | undefined,
  mismatches: readonly Place[],
  { resolve, diagnostics }: FaultReporter,
): void {
  const known = propertyNamesOf(payload?.owner, resolve);
  // The object itself is reported, because the operation does not accept an object here.
  if (known.length === 0 && mismatches.some((mismatch) => isWithin(place, mismatch))) return;
  const parameters = { ...unknownName(name, known), taker: payload?.taker ?? "the operation" };
  const related = declaration(payload, "the accepted properties", payload?.owner);
  diagnostics.report("property-unknown", place, parameters, related);
}

function reportMissing(
  names: readonly string[],
  { place: key, valuePlace }: Origin,
  payload: PayloadValue | undefined,
  { resolve, diagnostics, hasHoles }: FaultReporter,
): void {
  // Earlier phases have reported missing parameters, bodies and inputs of called workflows.
  if (!payload && (diagnostics.ignoresTypeErrors || hasHoles)) return;
  const [first = ""] = names;
  const schema = schemaAt(payload?.schema, first, resolve);
  const related = declaration(payload, JSON.stringify(first), schema);
  const taker = payload?.taker ?? "the operation";
  const place = payload?.value.kind === "expression" ? (valuePlace ?? key) : key;
  diagnostics.report("property-missing", place, { names, taker }, related);
}

function inputDeclaration(payload: FoundValue | undefined): readonly RelatedPlace[] {
  if (!payload?.input) return [];
  return [{ message: "the input is declared", place: keyPlaceOf(payload.input) }];
}

function declaration(
  payload: PayloadValue | undefined,
  name: string | undefined,
  schema: Located | undefined,
): readonly RelatedPlace[] {
  if (!payload || !schema) return [];
  return [{ message: `${payload.taker} declares ${name}`, place: keyPlaceOf(schema) }];
}
