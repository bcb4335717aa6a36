import type { Diagnostics, RelatedPlace } from "../diagnostics/diagnostics.js";
import { nearestName, unknownName } from "../diagnostics/nearest-name.js";
import type { Origin, TracedFile } from "../model/emitted.js";
import type { LinkedCluster } from "../model/linked.js";
import { keyPlaceOf, type Located } from "../source/located.js";
import { NestedRanges, type Range } from "../source/nested-ranges.js";
import type { Argument, PlacedFault, ValueFault } from "../typescript/argument-faults.js";
import type { TypeScriptError, TypeScriptProgram } from "../typescript/program.js";
import { describeMismatch } from "./describe-mismatch.js";
import type { FindSentValue, SentValue } from "./find-sent-value.js";
import { propertyNamesOf, schemaAt } from "./read-schema.js";

/** What leads from an error of TypeScript back to the documents. */
export interface Surroundings {
  readonly findSentValue: FindSentValue;
  readonly resolve: LinkedCluster["resolve"];
  readonly program: TypeScriptProgram;
  readonly diagnostics: Diagnostics;
}

interface FaultyFile {
  readonly path: string;
  readonly origins: NestedRanges<Origin>;
  /** The arguments whose faults were read, by where they start. */
  readonly read: Map<number, ArgumentFaults>;
}

interface ArgumentFaults {
  readonly lacksProperties: boolean;
  /** What was not reported yet. */
  readonly open: readonly PlacedFault[];
}

/**
 * Says in the words of the document what TypeScript found in the code that was made from it, and what
 * it has not told of the same objects.
 */
export function reportTypeErrors(
  errors: readonly TypeScriptError[],
  { path, origins }: Pick<TracedFile, "path" | "origins">,
  surroundings: Surroundings,
): void {
  if (errors.length === 0) return;
  const file: FaultyFile = { path, origins: new NestedRanges(origins), read: new Map() };
  for (const error of errors) reportTypeError(error, file, surroundings);
}

function reportTypeError(
  error: TypeScriptError,
  file: FaultyFile,
  surroundings: Surroundings,
): void {
  const { diagnostics, program } = surroundings;
  const origin = originOf(error, file.origins);
  const [headline = ""] = error.message.split("\n");
  if (!origin || !isOfValue(error)) {
    // What was reported left holes in the code.
    if (diagnostics.hasErrors) return;
    diagnostics.report("generated-code", undefined, { file: file.path, problem: headline });
    return;
  }
  if (error.code === neverEqual) {
    const [left = "", right = ""] = quotedIn(headline);
    diagnostics.report("comparison-impossible", origin.place, { left, right });
    return;
  }
  const own = readFault(error.code, headline);
  const argument = program.argumentAround(`/${file.path}`, error);
  const known = argument && file.read.get(argument.start);
  const { lacksProperties, open } = known ?? readFaults(argument);
  // Of an expression, the compiler itself may know what its value lacks.
  const isOwn = ({ fault, start }: PlacedFault) =>
    own.kind === "missing" && fault.kind === "mismatch" && start === error.start;
  for (const placed of open) {
    const from = isOwn(placed) ? undefined : originOf(placed, file.origins);
    if (from) reportFault(placed.fault, from, surroundings);
  }
  if (argument) file.read.set(argument.start, { lacksProperties, open: open.filter(isOwn) });
  // The compiler breaks off a long list of what is missing.
  if (own.kind === "missing" && lacksProperties) return;
  reportFault(own, origin, surroundings);
}

function readFaults(argument: Argument | undefined): ArgumentFaults {
  const all = argument?.readFaults() ?? [];
  const lacksProperties = all.some(({ fault }) => fault.kind === "missing");
  return { lacksProperties, open: withoutMisspelt(all) };
}

/** Nothing is missing that is there under a name that only its letters tell from the right one. */
function withoutMisspelt(faults: readonly PlacedFault[]): readonly PlacedFault[] {
  const unknown = faults.flatMap(({ fault }) => (fault.kind === "unknown" ? [fault.name] : []));
  return faults.flatMap((placed) => {
    const { fault } = placed;
    if (fault.kind !== "missing") return [placed];
    const meant = unknown.map((name) => nearestName(name, fault.names));
    const names = fault.names.filter((name) => !meant.includes(name));
    return names.length > 0 ? [{ ...placed, fault: { ...fault, names } }] : [];
  });
}

function reportFault(fault: ValueFault, origin: Origin, surroundings: Surroundings): void {
  const place = origin.valuePlace ?? origin.place;
  const sent = surroundings.findSentValue(place);
  switch (fault.kind) {
    case "unknown":
      reportUnknown(fault.name, origin, sent, surroundings);
      return;
    case "missing":
      reportMissing(fault.names, origin, sent, surroundings);
      return;
    case "mismatch": {
      const { diagnostics } = surroundings;
      // A media type that the operation does not declare was reported; nothing is declared of it.
      const isOfNothing = sent !== undefined && !sent.schema && diagnostics.hasErrors;
      if (isOfNothing || diagnostics.hasFaultWithin(place)) return;
      const mismatch = describeMismatch(sent, fault, surroundings);
      const related = declaration(sent, sent?.name, sent?.schema);
      diagnostics.report("payload-type", place, mismatch, related);
    }
  }
}

/** What the first line of an error says. */
function readFault(code: number, headline: string): ValueFault {
  const [first = "", second = ""] = quotedIn(headline);
  switch (code) {
    case unknownProperty:
    case misspeltProperty:
      return { kind: "unknown", name: unquoted(first) };
    case missingProperty:
      return { kind: "missing", names: [unquoted(first)] };
    case missingProperties:
    case missingManyProperties: {
      const list = /properties from type .*: (.*)$/.exec(headline)?.[1] ?? "";
      return { kind: "missing", names: list.split(", ") };
    }
    // Expected 1 arguments, but got 0: nothing is given of what is required.
    case noArguments:
      return { kind: "missing", names: ["parameters"] };
    default:
      return { kind: "mismatch", given: first, expected: second };
  }
}

/** Object literal may only specify known properties, and '…' does not exist in type '…'. */
const unknownProperty = 2353;
/** Object literal may only specify known properties, but '…' does not exist in type '…'. Did you mean … */
const misspeltProperty = 2561;
/** Property '…' is missing in type '…' but required in type '…'. */
const missingProperty = 2741;
/** Type '…' is missing the following properties from type '…': …, …. */
const missingProperties = 2739;
const missingManyProperties = 2740;
const noArguments = 2554;
/** This comparison appears to be unintentional because the types '…' and '…' have no overlap. */
const neverEqual = 2367;
/** Type '…' is not assignable to type '…', and the like: of arguments, of what may be absent, … */
const mismatches = [2322, 2345, 2375, 2379, 2412, 2559, 2820];

/** Whether an error says that a value does not fit, and not that the code is broken. */
function isOfValue({ code }: TypeScriptError): boolean {
  const missing = [missingProperty, missingProperties, missingManyProperties, noArguments];
  return [unknownProperty, misspeltProperty, neverEqual, ...missing, ...mismatches].includes(code);
}

/**
 * The smallest part of the code around an error that was made from a part of a document; the first
 * one inside of the error if the generator has put several together.
 */
function originOf(range: Range, origins: NestedRanges<Origin>): Origin | undefined {
  return origins.smallestAround(range) ?? origins.firstWithin(range);
}

function reportUnknown(
  name: string,
  { place }: Origin,
  sent: SentValue | undefined,
  { resolve, diagnostics }: Surroundings,
): void {
  const known = propertyNamesOf(sent?.owner, resolve);
  // A media type that the operation does not declare was reported; no property is declared there.
  if (known.length === 0 && diagnostics.hasErrors) return;
  const parameters = { ...unknownName(name, known), taker: sent?.taker ?? "the operation" };
  const related = declaration(sent, "the accepted properties", sent?.owner);
  diagnostics.report("property-unknown", place, parameters, related);
}

function reportMissing(
  names: readonly string[],
  { place: key, valuePlace }: Origin,
  sent: SentValue | undefined,
  { resolve, diagnostics }: Surroundings,
): void {
  // Parameters and bodies that are not given at all were reported when the step was linked.
  if (!sent && (diagnostics.ignoresTypeErrors || diagnostics.hasErrors)) return;
  const [first = ""] = names;
  const related = declaration(sent, JSON.stringify(first), schemaAt(sent?.schema, first, resolve));
  const taker = sent?.taker ?? "the operation";
  const place = sent?.value.kind === "expression" ? (valuePlace ?? key) : key;
  diagnostics.report("property-missing", place, { names, taker }, related);
}

/** The place in a description that says what a value must be. */
function declaration(
  sent: SentValue | undefined,
  name: string | undefined,
  schema: Located | undefined,
): readonly RelatedPlace[] {
  if (!sent || !schema) return [];
  return [{ message: `${sent.taker} declares ${name}`, place: keyPlaceOf(schema) }];
}

/** What a message of the compiler has in quotes. */
function quotedIn(message: string): readonly string[] {
  return [...message.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, quoted = ""]) => quoted);
}

function unquoted(name: string): string {
  return /^".*"$/.test(name) ? name.slice(1, -1) : name;
}
