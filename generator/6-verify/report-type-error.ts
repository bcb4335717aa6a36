import type { EmittedFile } from "../5-emit/emitted.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { nearestName } from "../diagnostics/nearest-name.js";
import type { Place } from "../source/source-text.js";
import type { TypeScriptError } from "../typescript/program.js";

/** Says in the words of the document what TypeScript found in the code that was made from it. */
export function reportTypeError(
  error: TypeScriptError,
  file: EmittedFile,
  diagnostics: Diagnostics,
): void {
  const place = originOf(error, file);
  const [headline = ""] = error.message.split("\n");
  if (!place) {
    diagnostics.report("generated-code", undefined, { file: file.path, problem: headline });
    return;
  }
  const names = [...error.message.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, name]) => name ?? "");
  switch (error.code) {
    // Object literal may only specify known properties, (but '…' does not exist | did you mean …).
    case 2353:
    case 2561: {
      const [name = "", , nearest] = error.code === 2561 ? names : [names[0]];
      diagnostics.report("property-unknown", place, {
        name: unquoted(name),
        known: [],
        nearest: nearest === undefined ? nearestName(name, []) : unquoted(nearest),
      });
      return;
    }
    // Property '…' is missing in type …; type … is missing the following properties from type …: a, b.
    case 2741:
      diagnostics.report("property-missing", place, { names: [names[0] ?? ""] });
      return;
    case 2739:
    case 2740: {
      const list = /properties from type .*: (.*)$/.exec(headline)?.[1] ?? "";
      diagnostics.report("property-missing", place, { names: list.split(", ") });
      return;
    }
    default:
      diagnostics.report("payload-type", place, { problem: readable(headline) });
  }
}

/** The smallest part of the code around an error that was made from a value of a document. */
function originOf({ start, end }: TypeScriptError, { origins }: EmittedFile): Place | undefined {
  const around = origins.filter((origin) => origin.start <= start && end <= origin.end);
  const smallest = around.reduce<(typeof around)[number] | undefined>(
    (best, origin) => (best && best.end - best.start <= origin.end - origin.start ? best : origin),
    undefined,
  );
  return smallest?.place;
}

/** `Type '"a"' is not assignable to type '"b"'.` as `"a" is not assignable to "b"`. */
function readable(headline: string): string {
  return headline.replace(/\b[Tt]ype '((?:[^']|'(?=\w))*)'/g, "$1").replace(/\.$/, "");
}

function unquoted(name: string): string {
  return /^".*"$/.test(name) ? name.slice(1, -1) : name;
}
