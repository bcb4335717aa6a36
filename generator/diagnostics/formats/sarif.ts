import type { Edit } from "../../source/edits.js";
import { escapeUnseen } from "../../source/escape-unseen.js";
import { type Place, rangeOf } from "../../source/source-text.js";
import type { DiagnosticCode } from "../catalogue.js";
import type { Diagnostic } from "../diagnostics.js";

const levels = { error: "error", warning: "warning", info: "note" } as const;

/** Prints a log in the Static Analysis Results Interchange Format (SARIF) 2.1.0. */
export function formatSarif(diagnostics: readonly Diagnostic[]): string {
  const byCode = new Map(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic]));
  const codes = [...byCode.keys()];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "arazzo-typescript", rules: [...byCode.values()].map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, codes)),
      },
    ],
  };
  return `${escapeUnseen(JSON.stringify(log))}\n`;
}

function ruleOf({ code, why, standard }: Diagnostic) {
  return { id: code, fullDescription: { text: why }, ...(standard && { helpUri: standard }) };
}

function resultOf(diagnostic: Diagnostic, codes: readonly DiagnosticCode[]) {
  const { code, severity, message, fix, place, related, edits } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: `${message}\nfix: ${fix}` },
    locations: place ? [locationOf(place)] : [],
    relatedLocations: related.map((other) => ({
      ...locationOf(other.place),
      message: { text: other.message },
    })),
    ...(edits.length > 0 && { fixes: [fixOf(fix, edits)] }),
  };
}

function fixOf(fix: string, edits: readonly Edit[]) {
  return {
    description: { text: fix },
    artifactChanges: edits.map(({ place, text }) => {
      const { artifactLocation, region } = locationOf(place).physicalLocation;
      return {
        artifactLocation,
        replacements: [{ deletedRegion: region, insertedContent: { text } }],
      };
    }),
  };
}

function locationOf(place: Place) {
  const { line, column, endLine, endColumn } = rangeOf(place);
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const uri = place.source.name.split("/").map(encodeURIComponent).join("/");
  return { physicalLocation: { artifactLocation: { uri }, region } };
}
