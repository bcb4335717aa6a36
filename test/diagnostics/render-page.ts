import { catalogue, type DiagnosticCode } from "../../generator/diagnostics/catalogue.js";

/** Renders docs/diagnostics.md. `screens` has the printed diagnostics of each case, by code. */
export function renderPage(screens: ReadonlyMap<string, string>): string {
  const codes = Object.keys(catalogue).filter(isCode).sort();
  const sections = codes.map((code) => section(code, exampleOf(code, screens.get(code) ?? "")));
  return [introduction, ...sections].join("\n");
}

const introduction = `# Diagnostics

All diagnostics of \`arazzo-typescript\`, by code. \`npx vitest run test/diagnostics -u\` generates this page
from \`generator/diagnostics/catalogue/\` and the cases in \`test/diagnostics/\`.

If there is an **error**, no code is generated and the command exits with 1. A **warning** marks a likely
mistake. An **info** is worth knowing.

\`--format json\` prints an array of \`{ code, severity, message, why, fix, standard, place, related }\`. A place
is \`{ document, line, column, endLine, endColumn }\`, or null if the diagnostic is not about a document. Lines
and columns start at 1, columns count UTF-16 code units, and the end is exclusive. \`--format sarif\` prints a
SARIF 2.1.0 log. \`--format github\` prints a workflow command of GitHub Actions per diagnostic.
`;

function section(code: DiagnosticCode, example: string): string {
  const { severity, why, standard, deviation, isTypeError } = catalogue[code];
  const under = deviation ? "; an error with `--strict`" : "";
  const lenient = isTypeError ? "; a warning with `--on-type-error warn`" : "";
  const rule = standard === undefined ? "" : ` [The standard](${standard})`;
  const shown = example === "" ? "" : `\n\`\`\`text\n${example}\n\`\`\`\n`;
  return `## ${code}\n\n**${severity}**${under}${lenient}. ${why}${rule}\n${shown}`;
}

/** The first diagnostic of a code on a screen, without the lines that the page already has. */
function exampleOf(code: string, screen: string): string {
  const [example = ""] = screen.split("\n\n").filter((shown) => shown.includes(` ${code}: `));
  return example
    .split("\n")
    .filter((line) => !/^ +(= (why|standard):|= see )/.test(line))
    .join("\n");
}

function isCode(name: string): name is DiagnosticCode {
  return name in catalogue;
}
