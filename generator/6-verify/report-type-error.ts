import type { EmittedFile, Origin } from "../5-emit/emitted.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { TypeScriptError, TypeScriptProgram } from "../typescript/program.js";

/** Says in the words of the document what TypeScript found in the code that was made from it. */
export function reportTypeError(
  error: TypeScriptError,
  file: EmittedFile,
  program: TypeScriptProgram,
  diagnostics: Diagnostics,
): void {
  const origin = originOf(error, file);
  const [headline = ""] = error.message.split("\n");
  if (!origin) {
    diagnostics.report("generated-code", undefined, { file: file.path, problem: headline });
    return;
  }
  const [first = "", , suggested] = quotedIn(error.message);
  switch (error.code) {
    case unknownProperty:
    case misspeltProperty: {
      const nearest = error.code === misspeltProperty ? suggested : undefined;
      const parameters = {
        name: unquoted(first),
        known: [],
        nearest: nearest && unquoted(nearest),
      };
      diagnostics.report("property-unknown", origin.place, parameters);
      return;
    }
    case missingProperty:
      diagnostics.report("property-missing", origin.place, { names: [unquoted(first)] });
      return;
    case missingProperties:
    case missingManyProperties: {
      const list = /properties from type .*: (.*)$/.exec(headline)?.[1] ?? "";
      diagnostics.report("property-missing", origin.place, { names: list.split(", ") });
      return;
    }
    // Expected 1 arguments, but got 0: nothing is given of what is required.
    case noArguments:
      diagnostics.report("property-missing", origin.place, { names: ["parameters"] });
      return;
    default: {
      const problem = readable(headline, program);
      diagnostics.report("payload-type", origin.valuePlace ?? origin.place, { problem });
    }
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

/** The smallest part of the code around an error that was made from a part of a document. */
function originOf({ start, end }: TypeScriptError, { origins }: EmittedFile): Origin | undefined {
  return origins
    .filter((origin) => origin.start <= start && end <= origin.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

/** `Type '"a"' is not assignable to type 'Letter'.` as `"a" is not assignable to "b" | "c"`. */
function readable(headline: string, program: TypeScriptProgram): string {
  const inWords = headline.replace(/\.$/, "").replace(/\b[Tt]ype '((?:[^'\\]|\\.)*)'/g, "$1");
  const expected = quotedIn(headline)[1] ?? "";
  const members = program.unionMembers(expected.split(".").at(-1) ?? "");
  if (members.length === 0) return inWords;
  const shown = members.slice(0, 12).join(" | ");
  return inWords.replace(expected, () => (members.length > 12 ? `${shown} | …` : shown));
}

/** What a message of the compiler has in quotes. */
function quotedIn(message: string): readonly string[] {
  return [...message.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, quoted = ""]) => quoted);
}

function unquoted(name: string): string {
  return /^".*"$/.test(name) ? name.slice(1, -1) : name;
}
